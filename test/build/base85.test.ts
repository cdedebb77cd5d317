import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { base85, fromBase85 } from '../../scripts/build/base85';

const decoded = (text: string): Buffer => {
  const bytes: unknown = runInNewContext(`${fromBase85(text)}; bytes`, { Buffer });
  return bytes as Buffer;
};

describe('bytes as text', () => {
  test('are those of the test vector of Z85', () => {
    expect(base85(Buffer.from('864fd26fb559f75b', 'hex'))).toBe('HelloWorld');
  });

  test('come back, with zeros up to a whole word', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 64 }), (given) => {
        const bytes = decoded(base85(Buffer.from(given)));
        expect(bytes.subarray(0, given.length)).toEqual(Buffer.from(given));
        expect(bytes.length - given.length).toBeLessThan(4);
        expect(bytes.subarray(given.length).every((byte) => byte === 0)).toBe(true);
      }),
    );
  });

  test('need no escape in JavaScript or YAML, and begin no dynamic reference by themselves', () => {
    const all = base85(Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 89) % 256)));
    expect(all).not.toMatch(/['"`\\\s]/);
  });
});
