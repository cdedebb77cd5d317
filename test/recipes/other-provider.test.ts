import { read } from '../templates/support';
import { adopting, custom, Recipe, retained, sensors } from './support';

let recipe: Recipe;
beforeEach(async () => {
  recipe = await Recipe.start();
  const templateBody = read('dist/provider.yaml');
  await recipe.simulator.cloudFormation.createStack({ stackName: 'other-provider', templateBody });
});
afterEach(() => recipe.close());

const otherToken = { 'Fn::ImportValue': 'other-provider-ServiceToken' };

describe('moving from one provider to another', () => {
  test('in three deployments: retain, remove, adopt with the other ServiceToken; the profile stays all the while', async () => {
    await recipe.deploy({ Old: custom() });
    const before = recipe.held();
    await recipe.deploy({ Old: retained(custom()) });
    await recipe.deploy({});
    expect(recipe.held()).toEqual(before);
    await recipe.deploy({ New: adopting(undefined, otherToken) });
    expect(recipe.held()).toMatchObject({ profile: { ...before?.profile, version: 2 }, targets: [sensors] });
    expect(recipe.held()?.tags).toMatchObject({ 'cloudformation:logical-id': 'New' });
    const { outputs } = recipe.simulator.cloudFormation.describeStack('other-provider');
    expect(recipe.simulator.invocations.at(-1)?.event.ServiceToken).toBe(outputs.ServiceToken);
  });

  test('the removal and the adoption can be one deployment', async () => {
    await recipe.deploy({ Old: retained(custom()) });
    await recipe.deploy({ New: adopting(undefined, otherToken) });
    expect(recipe.held()?.tags).toMatchObject({ 'cloudformation:logical-id': 'New' });
  });

  test('after it, without AdoptExisting, the profile is deleted with the stack as before', async () => {
    await recipe.deploy({ Old: retained(custom()) });
    await recipe.deploy({ New: adopting(undefined, otherToken) });
    await recipe.deploy({ New: custom(undefined, otherToken) });
    await recipe.deleteStack();
    expect(recipe.held()).toBeUndefined();
  });

  test('needs a new logical id: CloudFormation does not change the ServiceToken of a resource', async () => {
    await recipe.deploy({ Profile: custom() });
    const before = recipe.held();
    const stack = await recipe.attempt({ Profile: adopting(undefined, otherToken) });
    expect(stack.events.map(({ reason }) => reason)).toContain('Modifying service token is not allowed.');
    expect(recipe.held()).toEqual(before);
  });
});
