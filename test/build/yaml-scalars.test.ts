import { parse } from 'yaml';
import { replaceScalars } from '../../scripts/build/yaml-scalars';

const source = `# a comment
Function:
  Code:
    ZipFile: '// later' # another
  Role: !GetAtt   Role.Arn
List: [ a,b ]
`;

const withCode = (text: string, from = source): string =>
  replaceScalars(from, [{ path: ['Function', 'Code', 'ZipFile'], text, style: 'BLOCK_LITERAL' }]);

const codeIn = (text: string): unknown =>
  (parse(text, { logLevel: 'silent' }) as { Function: { Code: { ZipFile: unknown } } }).Function.Code.ZipFile;

describe('replacing a text of a template', () => {
  test.each([
    ['quotes and backslashes', 'a = "\\n" + \'\\\\\' + `$' + '{b}`;\n'],
    ['what looks like YAML', '- a: {b: !Sub c} # d\n--- \n...\n'],
    ['what looks like a function or a reference', "'${AWS::Region} {{resolve:ssm:x}}'"],
    ['a line that begins with blanks', '   first\nsecond\n'],
    ['empty lines and blanks at the end', 'a  \n\n\n  b\n\n'],
    ['no end of line', 'a'],
    ['a very long line', `${'x '.repeat(20_000)}y\n`],
  ])('gives back every byte of %s', (_, text) => {
    expect(codeIn(withCode(text))).toBe(text);
    expect(codeIn(withCode(text, withCode('something else\n')))).toBe(text);
  });

  test('leaves everything else as it is written', () => {
    const changed = replaceScalars(source, [{ path: ['Function', 'Code', 'ZipFile'], text: 'x' }]);
    expect(changed).toBe(source.replace("'// later'", "'x'"));
  });

  test('says where there is nothing to replace', () => {
    expect(() => replaceScalars(source, [{ path: ['Function', 'Kode'], text: '' }])).toThrow(
      'the template has no text at Function.Kode',
    );
  });
});
