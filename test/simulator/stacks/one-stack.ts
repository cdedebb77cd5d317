import { type Harness, startHarness } from './harness';

/** Each test of a suite that imports this has a CloudFormation of its own, with one stack in it. */
export let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});

afterEach(() => harness.close());

export const stackName = 'stack';

export const create = (templateBody: string) => harness.cloudFormation.createStack({ stackName, templateBody });
export const update = (templateBody: string) => harness.cloudFormation.updateStack({ stackName, templateBody });
export const remove = () => harness.cloudFormation.deleteStack({ stackName });

/** Creates the stack and forgets what happened on the way. */
export const given = async (templateBody: string): Promise<void> => {
  await create(templateBody);
  harness.takeEvents();
  harness.takeRequests();
};
