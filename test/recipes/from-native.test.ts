import { adopting, custom, name, native, Recipe, reasonOf, retained, sensors, shared } from './support';

let recipe: Recipe;
beforeEach(async () => {
  recipe = await Recipe.start();
});
afterEach(() => recipe.close());

describe('moving from the native type', () => {
  test('in three deployments: retain it, remove it, adopt it; the profile and its attachments stay all the while', async () => {
    await recipe.deploy({ Native: native() });
    const before = recipe.held();
    await recipe.deploy({ Native: retained(native()) });
    await recipe.deploy({});
    expect(recipe.held()).toEqual(before);
    const { resources } = await recipe.deploy({ Profile: adopting() });
    expect(resources.Profile).toBe(name);
    // The version moves also where the properties are the same: it stops a Delete that the former owner has begun.
    expect(recipe.held()).toMatchObject({ profile: { ...before?.profile, version: 2 }, targets: [sensors] });
    expect(recipe.held()?.tags).toMatchObject({
      stage: 'test',
      'cloudformation:logical-id': 'Profile',
      'cloudformation:request-id': expect.stringMatching(/^adopted\//),
    });
    expect(recipe.takeCalls()).toEqual(['TagResource', 'UpdateSecurityProfile']);
  });

  test('the removal and the adoption can be one deployment', async () => {
    await recipe.deploy({ Native: retained(native()) });
    await recipe.deploy({ Profile: adopting() });
    expect(recipe.held()?.tags).toMatchObject({ 'cloudformation:logical-id': 'Profile' });
  });

  test('needs the retention: without it the removal deletes the profile', async () => {
    await recipe.deploy({ Native: native() });
    await recipe.deploy({});
    expect(recipe.held()).toBeUndefined();
  });

  test('needs a new logical id: CloudFormation does not change the type of a resource', async () => {
    await recipe.deploy({ Profile: native() });
    await expect(recipe.deploy({ Profile: adopting() })).rejects.toThrow('Update of resource type is not permitted');
  });

  test('needs AdoptExisting: without it the deployment fails, names the owner, and leaves the profile as it is', async () => {
    const { stackId } = await recipe.deploy({ Native: retained(native()) });
    await recipe.deploy({});
    const before = recipe.held();
    const stack = await recipe.attempt({ Profile: custom() });
    expect(stack.stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasonOf(stack, 'Profile')).toContain(`the stack ${stackId}`);
    expect(recipe.held()).toEqual(before);
  });

  test('a roll back after the adoption deletes nothing, and does not bring the former content back', async () => {
    await recipe.deploy({ Native: retained(native()) });
    await recipe.deploy({});
    const changed = { ...shared, SecurityProfileDescription: 'changed by the adoption' };
    const broken = { ...custom({ SecurityProfileName: 'not a name' }), DependsOn: 'Profile' };
    const stack = await recipe.attempt({ Profile: adopting(changed), Broken: broken });
    expect(stack.stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(recipe.held()).toMatchObject({
      profile: { securityProfileDescription: 'changed by the adoption' },
      targets: [sensors],
    });
    expect(recipe.held()?.tags).not.toHaveProperty('cloudformation:stack-id');
  });

  test('the deletion of the stack releases an adopted profile; once AdoptExisting is gone, it deletes the profile', async () => {
    await recipe.deploy({ Native: retained(native()) });
    await recipe.deploy({});
    await recipe.deploy({ Profile: adopting() });
    await recipe.deploy({ Profile: custom() });
    await recipe.deleteStack();
    expect(recipe.held()).toBeUndefined();
  });
});
