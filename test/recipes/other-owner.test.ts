import { adopting, custom, name, Recipe, reasonOf, retained } from './support';

let recipe: Recipe;
beforeEach(async () => {
  recipe = await Recipe.start();
});
afterEach(() => recipe.close());

/** Deploys the resource under its new logical id, or in its new stack. */
const ways = {
  'another logical id': (resource: ReturnType<typeof custom>) => recipe.attempt({ Moved: resource }),
  'another stack': (Moved: ReturnType<typeof custom>) =>
    recipe.simulator.cloudFormation.createStack({
      stackName: 'office',
      templateBody: JSON.stringify({ Resources: { Moved } }),
    }),
};

describe.each(Object.entries(ways))('moving a resource to %s', (_where, deploy) => {
  test('is refused without the recipe: the reason names the former owner, and says how', async () => {
    const { stackId } = await recipe.deploy({ Profile: custom() });
    const before = recipe.held();
    const reason = reasonOf(await deploy(custom()), 'Moved');
    for (const part of [stackId, 'the logical id Profile', 'DeletionPolicy: Retain', 'AdoptExisting: true'])
      expect(reason).toContain(part);
    expect(recipe.held()?.profile).toEqual(before?.profile);
  });

  test('goes by it: retain, remove, declare with AdoptExisting; the profile stays all the while', async () => {
    await recipe.deploy({ Profile: custom() });
    await recipe.deploy({ Profile: retained(custom()) });
    await recipe.deploy({});
    const stack = await deploy(adopting());
    expect(stack.resources.Moved).toBe(name);
    expect(recipe.held()?.tags).toMatchObject({
      'cloudformation:stack-id': stack.stackId,
      'cloudformation:logical-id': 'Moved',
    });
  });
});
