import { existsSync } from 'node:fs';
import path from 'node:path';
import { pages, read, root } from './pages';

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...page.replaceAll(/^ *```.*?^ *```/gms, '').matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

const linksOf = (page: string): readonly string[] =>
  [...page.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? '')
    .filter((link) => !/^[a-z]+:/.test(link));

test.each([...pages])('every link of %s leads somewhere', (file, page) => {
  const wrong = linksOf(page).filter((link) => {
    const [target = '', anchor] = link.split('#');
    const to = target === '' ? file : path.join(path.dirname(file), target);
    if (!existsSync(path.join(root, to))) return true;
    return anchor !== undefined && !anchorsOf(read(to)).includes(anchor);
  });
  expect(wrong).toEqual([]);
});

test('the index of docs/ names every page of it, and the README leads there', () => {
  const index = pages.get('docs/README.md') ?? '';
  for (const file of pages.keys())
    if (file.startsWith('docs/') && file !== 'docs/README.md') expect(linksOf(index)).toContain(path.basename(file));
  expect(linksOf(pages.get('README.md') ?? '')).toContain('docs/README.md');
});
