import { adopting, custom, name, native, Recipe, reasonOf, retained, sensors, shared } from './support';

let recipe: Recipe;
beforeEach(async () => {
  recipe = await Recipe.start();
});
afterEach(() => recipe.close());

const renamed = { ...shared, SecurityProfileName: 'fleet-native' };

describe('moving to the native type', () => {
  test('under another name, in two deployments: add the native profile, remove ours; a target is never without one', async () => {
    await recipe.deploy({ Profile: custom() });
    await recipe.deploy({ Profile: custom(), Native: native(renamed) });
    expect([recipe.held()?.targets, recipe.held('fleet-native')?.targets]).toEqual([[sensors], [sensors]]);
    await recipe.deploy({ Native: native(renamed) });
    expect(recipe.held()).toBeUndefined();
    expect(recipe.held('fleet-native')).toMatchObject({
      profile: { behaviors: [{ name: 'quiet' }], securityProfileDescription: 'Sensors send little' },
      targets: [sensors],
    });
  });

  test('under the same name the native type cannot create it: it has to be imported, and that needs the retention', async () => {
    await recipe.deploy({ Profile: retained(custom()) });
    await recipe.deploy({});
    const kept = recipe.held();
    expect(kept).toMatchObject({ profile: { securityProfileName: name }, targets: [sensors] });
    const stack = await recipe.attempt({ Native: native() });
    expect(stack.stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasonOf(stack, 'Native')).toContain('already exists');
    expect(recipe.held()).toEqual(kept);
  });

  test('an adopted profile needs no retention: removing ours releases it', async () => {
    await recipe.deploy({ Native: retained(native()) });
    await recipe.deploy({ Profile: adopting() });
    await recipe.deploy({});
    expect(recipe.held()).toMatchObject({ profile: { securityProfileName: name }, targets: [sensors] });
    expect(Object.keys(recipe.held()?.tags ?? {}).filter((key) => key.startsWith('cloudformation:'))).toEqual([]);
  });
});
