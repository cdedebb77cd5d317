import { mostTags } from '../../ownership/quotas';

/** The service would refuse the tags after other calls had already changed the profile. */
export class TooManyTagsError extends Error {
  override readonly name = 'TooManyTagsError';
  constructor(profileName: string, count: number) {
    super(
      `the security profile '${profileName}' would have ${count} tags, AWS IoT allows ${mostTags}: the tags in Tags, those that ` +
        'others have set on the profile, and the marks of ownership. Nothing was changed. Remove tags from the profile or from Tags',
    );
  }
}
