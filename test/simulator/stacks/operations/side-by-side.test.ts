import { failure, success, template } from '../harness';
import { create, given, harness, stackName, update } from '../one-stack';

/** `Slow` answers after ten seconds, `Bad` fails after five, and whatever else is asked goes well at once. */
const slowBesideBad = () => {
  harness.fake.takes = ({ LogicalResourceId, RequestType, ResourceProperties: { Fail } }) => {
    if (LogicalResourceId === 'Slow') return 10_000;
    return Fail === 'true' && RequestType !== 'Delete' ? 5_000 : 0;
  };
  harness.fake.answer = (event) =>
    event.ResourceProperties.Fail === 'true' && event.RequestType !== 'Delete' ? failure(event) : success(event);
};

describe('independent resources', () => {
  test('are deployed side by side', async () => {
    harness.fake.takes = () => 10_000;
    const start = harness.now();
    await create(template({ One: {}, Two: {}, Three: { DependsOn: ['One', 'Two'] } }));
    expect(harness.now() - start).toBe(20_000);
    expect(harness.takeEvents().filter((line) => line.startsWith('CREATE_IN_PROGRESS'))).toEqual([
      'CREATE_IN_PROGRESS stack: User Initiated',
      'CREATE_IN_PROGRESS One',
      'CREATE_IN_PROGRESS Two',
      'CREATE_IN_PROGRESS One: Resource creation Initiated',
      'CREATE_IN_PROGRESS Two: Resource creation Initiated',
      'CREATE_IN_PROGRESS Three',
      'CREATE_IN_PROGRESS Three: Resource creation Initiated',
    ]);
  });

  test('do not begin once another one has failed', async () => {
    slowBesideBad();
    harness.fake.takes = ({ LogicalResourceId }) => (LogicalResourceId === 'First' ? 6_000 : 5_000);
    await create(template({ First: {}, Then: { DependsOn: 'First' }, Bad: { Fail: true } }));
    expect(harness.requests.some(({ LogicalResourceId }) => LogicalResourceId === 'Then')).toBe(false);
  });
});

describe('a Create that is cancelled', () => {
  test('fails at once with the reason of CloudFormation, and all is rolled back while its function works', async () => {
    slowBesideBad();
    const start = harness.now();
    const { stackStatus } = await create(template({ Slow: {}, Bad: { Fail: true } }));
    expect(stackStatus).toBe('ROLLBACK_COMPLETE');
    const lines = harness.takeEvents();
    expect(lines).toContain('CREATE_FAILED Slow: Resource creation cancelled');
    expect(lines).toContain(
      'ROLLBACK_IN_PROGRESS stack: The following resource(s) failed to create: [Bad, Slow]. Rollback requested by user.',
    );
    const deletion = harness.requests.find(
      ({ RequestType, LogicalResourceId }) => RequestType === 'Delete' && LogicalResourceId === 'Slow',
    );
    expect(deletion?.PhysicalResourceId).toBe('stack-Slow-ABCDEFGHIJKLM');
    // The Delete began after 5 s, when the Create still had 5 s to go, and took 10 s.
    expect(harness.now() - start).toBe(15_000);
  });

  test('has its late answer ignored, which is nobody’s fault', async () => {
    slowBesideBad();
    harness.fake.takes = ({ LogicalResourceId, RequestType }) => {
      if (RequestType === 'Delete') return 0;
      return LogicalResourceId === 'Slow' ? 60_000 : 5_000;
    };
    const { events } = await create(template({ Slow: {}, Bad: { Fail: true } }));
    await harness.settled();
    expect(harness.invocations.at(-1)?.event).toMatchObject({ RequestType: 'Create', LogicalResourceId: 'Slow' });
    expect(harness.invocations.at(-1)?.answers).toHaveLength(1);
    expect(harness.cloudFormation.describeStack(stackName).events).toEqual(events);
    expect(harness.violations).toEqual([]);
  });

  test('is deleted under the id of its answer where that has come, and its function has not ended yet', async () => {
    slowBesideBad();
    harness.fake.plan = ({ LogicalResourceId }) => (LogicalResourceId === 'Slow' ? { times: 2 } : {});
    harness.fake.takes = ({ LogicalResourceId }, attempt) => {
      if (LogicalResourceId === 'Slow') return attempt === 1 ? 1_000 : 60_000;
      return 5_000;
    };
    await create(template({ Slow: {}, Bad: { Fail: true } }));
    expect(harness.takeRequests()).toContain('Delete made-Slow');
  });
});

describe('an Update that is cancelled', () => {
  test('fails at once, and is reversed while its function works', async () => {
    await given(template({ Slow: { Name: 'old', Color: 'red' }, Bad: {} }));
    slowBesideBad();
    const start = harness.now();
    const after = template({ Slow: { Name: 'new', Color: 'blue' }, Bad: { Fail: true } });
    const { stackStatus, resources } = await update(after);
    expect(stackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(resources).toEqual({ Slow: 'old', Bad: 'made-Bad' });
    expect(harness.takeEvents()).toContain('UPDATE_FAILED Slow: Resource update cancelled');
    const [, reversal] = harness.requests.filter(({ LogicalResourceId }) => LogicalResourceId === 'Slow');
    expect(reversal).toMatchObject({
      RequestType: 'Update',
      PhysicalResourceId: 'old',
      ResourceProperties: { Name: 'old', Color: 'red' },
      OldResourceProperties: { Name: 'new', Color: 'blue' },
    });
    expect(harness.now() - start).toBe(15_000);
    expect(harness.violations).toEqual([]);
  });
});

test('without rollback nothing is cancelled: what does not depend on the failure is deployed to the end', async () => {
  slowBesideBad();
  const { stackStatus, resources } = await harness.cloudFormation.createStack({
    stackName,
    templateBody: template({
      Slow: {},
      Bad: { Fail: true },
      AfterSlow: { DependsOn: 'Slow' },
      AfterBad: { DependsOn: 'Bad' },
    }),
    disableRollback: true,
  });
  expect(stackStatus).toBe('CREATE_FAILED');
  expect(resources).toEqual({ Slow: 'made-Slow', Bad: 'failed-id', AfterSlow: 'made-AfterSlow' });
});
