import fc from 'fast-check';
import { generatedName } from '../../../core/ownership/generated-name';

const stackIdOf = (stack: string) =>
  `arn:aws:cloudformation:us-east-1:123456789012:stack/${stack}/11111111-2222-3333-4444-555555555555`;

describe('a generated name', () => {
  // printf '%s' "$STACK_ID/$LOGICAL_ID" | sha256sum | head -c 12
  test('is frozen: another name would replace the profile of every stack there is', () => {
    expect(generatedName(stackIdOf('factory'), 'Profile', 128)).toBe('factory-Profile-54b37720b932');
    expect(generatedName(stackIdOf('my-factory'), 'Profile', 128)).toBe('my-factory-Profile-2d0329d03396');
  });

  test('differs by the stack, also by one of the same name, and by the logical id', () => {
    const names = [
      generatedName(stackIdOf('factory'), 'Profile', 128),
      generatedName(stackIdOf('factory'), 'Profile2', 128),
      generatedName(stackIdOf('office'), 'Profile', 128),
      generatedName(`${stackIdOf('factory')}0`, 'Profile', 128),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  test('of a long stack name is cut there first, and exactly as long as allowed', () => {
    const logicalId = 'L'.repeat(60);
    const name = generatedName(stackIdOf('s'.repeat(128)), logicalId, 128);
    expect(name).toHaveLength(128);
    expect(name).toMatch(/^s{54}-L{60}-[0-9a-f]{12}$/);
  });

  test('of a long logical id loses the stack name and then the end of the logical id, never the hash', () => {
    const name = generatedName(stackIdOf('factory'), 'L'.repeat(255), 128);
    expect(name).toHaveLength(128);
    expect(name).toMatch(/^L{115}-[0-9a-f]{12}$/);
  });

  test('of a logical id that leaves room for one character has that one', () => {
    expect(generatedName(stackIdOf('factory'), 'L'.repeat(113), 128)).toMatch(/^f-L{113}-[0-9a-f]{12}$/);
    expect(generatedName(stackIdOf('factory'), 'L'.repeat(114), 128)).toMatch(/^L{114}-[0-9a-f]{12}$/);
  });

  test('of a stack id that is none has the logical id and the hash', () => {
    expect(generatedName('', 'Profile', 128)).toMatch(/^Profile-[0-9a-f]{12}$/);
    expect(generatedName('no ARN', 'Profile', 128)).toMatch(/^Profile-[0-9a-f]{12}$/);
  });

  test('is legal and within its length, whatever the ids hold', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(anyText, anyText, (stack, logicalId) => {
        for (const stackId of [stack, stackIdOf(stack)]) {
          const name = generatedName(stackId, logicalId, 128);
          expect(name).toMatch(/^[a-zA-Z0-9:_-]{12,128}$/);
          expect(name).toMatch(/(^|-)[0-9a-f]{12}$/);
          expect(generatedName(stackId, logicalId, 128)).toBe(name);
        }
      }),
    );
  });
});
