import { descriptions } from '../../../../core/connect-security-profile/properties/descriptions';

/** Every description with the path of what it describes. */
function* sentences(part: object, path: string): Generator<readonly [path: string, text: string]> {
  for (const [name, inner] of Object.entries(part))
    if (typeof inner === 'string') yield [`${path}.${name}`, inner];
    else yield* sentences(inner, `${path}.${name}`);
}

test.each([...sentences(descriptions, '')])('%s is described in sentences', (_, text) => {
  expect(text).toMatch(/^[A-Z].{8,150}\.$/);
});
