import { Tags } from 'aws-cdk-lib';
import { SecurityProfile, type SecurityProfileProps } from '../../cdk/index';
import { newStack, profileProperties, resourceType } from './support';

const tagged = (props: SecurityProfileProps = {}, context = {}) => {
  const stack = newStack({ tags: { team: 'fleet', stage: 'stack' } }, { context });
  return { stack, profile: new SecurityProfile(stack, 'Profile', props) };
};

describe.each([
  ['as the app has it', {}],
  ['where the app keeps the tags of stacks apart', { '@aws-cdk/core:explicitStackTags': true }],
])('the tags of the stack, %s', (_, context) => {
  test('are those of the profile too', () => {
    expect(profileProperties(tagged({}, context).stack).Tags).toEqual([
      { Key: 'stage', Value: 'stack' },
      { Key: 'team', Value: 'fleet' },
    ]);
  });

  test('give way to its own', () => {
    const { stack, profile } = tagged({ tags: { stage: 'profile' } }, context);
    Tags.of(profile).add('team', 'aspect');
    expect(profileProperties(stack).Tags).toEqual([
      { Key: 'stage', Value: 'profile' },
      { Key: 'team', Value: 'aspect' },
    ]);
  });

  test('can be left out', () => {
    expect(profileProperties(tagged({ applyStackTags: false }, context).stack)).not.toHaveProperty('Tags');
  });

  test('do not bring back what Tags.of leaves out', () => {
    const { stack } = tagged({ applyStackTags: true }, context);
    Tags.of(stack).add('cost', 'x', { excludeResourceTypes: [resourceType] });
    expect(JSON.stringify(profileProperties(stack).Tags)).not.toContain('cost');
  });
});
