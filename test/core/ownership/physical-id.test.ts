import fc from 'fast-check';
import { isSecurityProfileName } from '../../../core/iot-security-profile/properties/formats';
import { generatedName } from '../../../core/ownership/generated-name';
import { failedCreateId, mayBeInvented, parseFailedCreateId } from '../../../core/ownership/physical-id';
import { stackId } from '../../support/rig';

describe('the physical id of a failed create', () => {
  // Frozen: CloudFormation sends it back, perhaps to a later version.
  test.each([
    [false, 'request-1', 'profile', 'failed-create/request-1/profile'],
    [false, 'request-1', '', 'failed-create/request-1/'],
    [false, '', '', 'failed-create//'],
    [false, 'a/b', 'profile', 'failed-create/a/b/profile'],
    [true, 'request-1', 'profile', 'refused-create/request-1/profile'],
    [true, 'request-1', '', 'refused-create/request-1/'],
    [true, '', '', 'refused-create//'],
  ])('that was refused: %p, names the request %p and the name %p: %s', (isRefused, requestId, name, id) => {
    expect(failedCreateId({ isRefused, requestId, name })).toBe(id);
    expect(parseFailedCreateId(id)).toStrictEqual({ isRefused, requestId, name });
  });

  test('is read back as it was written, whatever the request id holds', () => {
    const names = fc.stringMatching(/^[a-zA-Z0-9:_-]{0,128}$/);
    fc.assert(
      fc.property(fc.boolean(), fc.string({ maxLength: 256 }), names, (isRefused, requestId, name) => {
        const id = failedCreateId({ isRefused, requestId, name });
        expect(parseFailedCreateId(id)).toStrictEqual({ isRefused, requestId, name });
        expect(isSecurityProfileName(id)).toBe(false);
      }),
    );
  });

  test('without a name is read, too', () => {
    expect(parseFailedCreateId('failed-create/request-1')).toStrictEqual({
      isRefused: false,
      requestId: 'request-1',
      name: '',
    });
  });

  test.each([
    ['profile'],
    ['failed-create'],
    ['Failed-create/1/n'],
    ['unrefused-create/1/n'],
    ['x/failed-create/1/n'],
    [''],
    ['factory-Profile-1ABC'],
  ])('is not seen in %p', (id) => {
    expect(parseFailedCreateId(id)).toBeUndefined();
  });
});

describe('an id that CloudFormation may have invented', () => {
  const generated = generatedName(stackId, 'Profile', 128);
  const mayBe = (id: string) => mayBeInvented(id, { stackId, logicalResourceId: 'Profile' }, generated);

  test.each([
    ['as long as it was for years', 'factory-Profile-1ABCDEFGHIJK'],
    ['as long as it is now', 'factory-Profile-1ABCDEFGHIJKL'],
    ['with small letters', 'factory-Profile-aBcDeFg8'],
    ['of the fewest characters', 'factory-Profile-12345678'],
    ['of the most characters', 'factory-Profile-1234567890123456'],
    ['of another stack of that name', 'factory-Profile-000000000000'],
  ])('is one %s: %s', (_how, id) => {
    expect(mayBe(id)).toBe(true);
  });

  test.each([
    ['our own generated name', generated],
    ['one with too short an end', 'factory-Profile-1234567'],
    ['one with too long an end', 'factory-Profile-12345678901234567'],
    ['one with a sign in its end', 'factory-Profile-1ABCDE_GHIJKL'],
    ['one with a line break after it', 'factory-Profile-1ABCDEFGHIJKL\n'],
    ['one with a letter beyond ASCII', 'factory-Profile-1ABCDEFGHIJÄ'],
    ['that of another stack', 'office-Profile-1ABCDEFGHIJKL'],
    ['that of another resource', 'factory-Other-1ABCDEFGHIJKL'],
    ['that of a resource whose id goes on', 'factory-Profile-Two-1ABCDEFGHIJKL'],
    ['one with something before it', 'my-factory-Profile-1ABCDEFGHIJKL'],
    ['one in other letters', 'Factory-profile-1ABCDEFGHIJKL'],
    ['a name', 'profile'],
    ['nothing', ''],
  ])('is not %s: %j', (_what, id) => {
    expect(mayBe(id)).toBe(false);
  });

  test('is no generated name whose hash is all digits', () => {
    // printf '%s' "$STACK_ID/Profile825" | sha256sum | head -c 12
    const digits = generatedName(stackId, 'Profile825', 128);
    expect(digits).toBe('factory-Profile825-705847207384');
    expect(mayBeInvented(digits, { stackId, logicalResourceId: 'Profile825' }, digits)).toBe(false);
  });
});
