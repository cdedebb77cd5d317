import { parse } from 'yaml';
import tool from '../../cli/package/package.json';
import main from '../../package.json';
import { read } from './support';

interface Workflow {
  readonly on: { readonly push: { readonly tags: readonly string[]; readonly branches?: unknown } };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
      }
    >
  >;
}

const workflow = parse(read('.github/workflows/release.yml')) as Workflow;
const scripts = (job: string): string => workflow.jobs[job]?.steps.map(({ run = '' }) => run).join('\n') ?? '';

describe('the release', () => {
  test('is made of a tag, and of nothing else', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v*'] } });
  });

  test('has the template, the zip, the schema and both npm packages, with their SHA-256 sums', () => {
    expect(scripts('build')).toContain('cp dist/provider.yaml dist/lambda.zip dist/schema.json release/');
    for (const { name } of [main, tool]) expect(scripts('build')).toContain(`"dist/${name}-$version.tgz"`);
    expect(scripts('build')).toContain('sha256sum -- *');
    expect(scripts('publish')).toContain('sha256sum --check SHA256SUMS');
  });

  test('is tested first', () => {
    expect(scripts('build')).toMatch(/\.ci\/run.*npm run package.*sha256sum/s);
  });

  test('gives the right to write to the one job that runs nothing of the repository', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs.build).not.toHaveProperty('permissions');
    expect(workflow.jobs.publish?.permissions).toEqual({ contents: 'write' });
    expect(workflow.jobs.publish?.steps.map(({ uses = '' }) => uses)).not.toContainEqual(
      expect.stringMatching(/checkout/),
    );
    expect(scripts('publish')).not.toMatch(/npm|node|\.ci/);
  });
});
