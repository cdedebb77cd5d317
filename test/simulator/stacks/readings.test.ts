import { inventedSuffix, type Readings } from '../../../simulator/stacks/readings';
import { failure, type Harness, startHarness, success, template } from './harness';

let harness: Harness;

afterEach(() => harness.close());

const stackName = 'stack';

const start = async (readings: Partial<Readings>): Promise<void> => {
  harness = await startHarness({}, readings);
};

const create = (templateBody: string) => harness.cloudFormation.createStack({ stackName, templateBody });
const update = (templateBody: string) => harness.cloudFormation.updateStack({ stackName, templateBody });

describe('an Update that reverses a failed one', () => {
  test.each([
    ['failed', 'blue'],
    ['first', 'red'],
  ] as const)('has the %s properties as its old ones', async (reading, color) => {
    await start({ oldPropertiesOfReversal: reading });
    await create(template({ Thing: { Color: 'red' } }));
    harness.fake.answer = (event) => (event.ResourceProperties.Color === 'blue' ? failure(event) : success(event));
    const { stackStatus } = await update(template({ Thing: { Color: 'blue' } }));
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(harness.requests).toHaveLength(3);
    expect(harness.requests.at(-1)).toMatchObject({
      ResourceProperties: { Color: 'red' },
      OldResourceProperties: { Color: color },
    });
  });

  test('but one that reverses what went well has the new ones in either reading: that is known', async () => {
    await start({ oldPropertiesOfReversal: 'first' });
    await create(template({ Thing: { Color: 'red' } }));
    harness.fake.answer = (event) => (event.LogicalResourceId === 'Bad' ? failure(event) : success(event));
    await update(template({ Thing: { Color: 'blue' }, Bad: { DependsOn: 'Thing' } }));
    expect(
      harness.requests.find(
        ({ ResourceProperties: { Color }, RequestType }) => RequestType === 'Update' && Color === 'red',
      ),
    ).toMatchObject({
      OldResourceProperties: { Color: 'blue' },
    });
  });
});

describe('the Delete of something replaced', () => {
  test.each([
    ['own', 'old'],
    ['survivor', 'new'],
  ] as const)('has the properties of the %s, after the replacement', async (reading, name) => {
    await start({ cleanUpProperties: reading });
    await create(template({ Thing: { Name: 'old' } }));
    await update(template({ Thing: { Name: 'new' } }));
    const deletion = harness.requests.at(-1);
    expect(deletion).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'old' });
    expect(deletion?.ResourceProperties.Name).toBe(name);
  });

  test.each([
    ['own', 'new'],
    ['survivor', 'old'],
  ] as const)('has the properties of the %s, after its rollback', async (reading, name) => {
    await start({ cleanUpProperties: reading });
    await create(template({ Thing: { Name: 'old' } }));
    harness.fake.answer = (event) => (event.LogicalResourceId === 'Bad' ? failure(event) : success(event));
    await update(template({ Thing: { Name: 'new' }, Bad: { DependsOn: 'Thing' } }));
    const deletion = harness.requests.findLast(({ LogicalResourceId }) => LogicalResourceId === 'Thing');
    expect(deletion).toMatchObject({ RequestType: 'Delete', PhysicalResourceId: 'new' });
    expect(deletion?.ResourceProperties.Name).toBe(name);
  });

  test('has its own in either reading when nothing stands in its place', async () => {
    await start({ cleanUpProperties: 'survivor' });
    await create(template({ Thing: { Name: 'old' }, Other: {} }));
    await update(template({ Other: {} }));
    expect(harness.requests.at(-1)).toMatchObject({ RequestType: 'Delete', ResourceProperties: { Name: 'old' } });
  });
});

describe('an invented id', () => {
  test.each([
    ['capitals', 12, /^stack-Thing-[A-Z0-9]{12}$/],
    ['capitals', 13, /^stack-Thing-[A-Z0-9]{13}$/],
    ['both', 8, /^stack-Thing-[A-Za-z0-9]{8}$/],
    ['both', 16, /^stack-Thing-[A-Za-z0-9]{16}$/],
  ] as const)('ends in %s, %i of them', async (letters, length, pattern) => {
    await start({ inventedSuffix: { letters, length } });
    harness.fake.answer = (event) => (event.RequestType === 'Create' ? undefined : success(event));
    await create(template({ Thing: {} }));
    expect(harness.requests.at(-1)?.PhysicalResourceId).toMatch(pattern);
  });

  test('has small letters only where that is asked for', () => {
    const texts = Array.from({ length: 50 }, (_, index) => String(index));
    const all = (letters: 'capitals' | 'both') =>
      texts.map((text) => inventedSuffix(text, { letters, length: 16 })).join('');
    expect(all('both')).toMatch(/[a-z]/);
    expect(all('capitals')).not.toMatch(/[a-z]/);
  });
});
