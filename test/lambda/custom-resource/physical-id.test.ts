import fc from 'fast-check';
import { failedCreateId, parseFailedCreateId } from '../../../lambda/custom-resource/physical-id';
import { isSecurityProfileName } from '../../../lambda/security-profile/properties/formats';

describe('the physical id of a failed create', () => {
  test.each([
    ['request-1', 'profile', 'failed-create/request-1/profile'],
    ['request-1', '', 'failed-create/request-1/'],
    ['', '', 'failed-create//'],
  ])('names the request %p and the name %p: %s', (requestId, name, id) => {
    expect(failedCreateId({ requestId, name })).toBe(id);
    expect(parseFailedCreateId(id)).toStrictEqual({ requestId, name });
  });

  test('is read back as it was written, whatever the request id holds', () => {
    const names = fc.stringMatching(/^[a-zA-Z0-9:_-]{0,128}$/);
    fc.assert(
      fc.property(fc.string({ maxLength: 256 }), names, (requestId, name) => {
        const id = failedCreateId({ requestId, name });
        expect(parseFailedCreateId(id)).toStrictEqual({ requestId, name });
        expect(isSecurityProfileName(id)).toBe(false);
      }),
    );
  });

  test('without a name is read, too', () => {
    expect(parseFailedCreateId('failed-create/request-1')).toStrictEqual({ requestId: 'request-1', name: '' });
  });

  test.each([
    ['profile'],
    ['failed-create'],
    ['Failed-create/1/n'],
    ['x/failed-create/1/n'],
    [''],
    ['factory-Profile-1ABC'],
  ])('is not seen in %p', (id) => {
    expect(parseFailedCreateId(id)).toBeUndefined();
  });
});
