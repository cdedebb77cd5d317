import type { StackReader } from '../../aws/cloudformation';
import { CallError, readFailure } from '../../aws/failure';
import type { IotReader } from '../../aws/iot/reading';
import type { Account } from '../../cli/live/account';
import type { IotInput, IotOperation } from '../../simulator/iot';
import { resourceStates } from '../../simulator/stacks/wire/resource-states';
import type { World } from '../proof/world';
import { accountId, region } from '../support/rig';

/** The tool's eyes on a world in this process, but for what they may not see: no HTTP, no waiting, and nothing of it in the journal. */
export const accountOf = (world: World, denied: readonly IotOperation[] = []): Account => {
  const call = async (operation: IotOperation, input: IotInput) => {
    if (denied.includes(operation))
      throw new CallError(operation, { name: 'AccessDeniedException', message: 'no', status: 403, code: undefined });
    try {
      return world.rig.iot.service.outOfBand(operation, input);
    } catch (error) {
      const failure = readFailure(error);
      throw new CallError(operation, { ...failure, status: 400 }, error);
    }
  };
  // The SDK's outputs are what the wire says, but for dates.
  const iot = {
    call: Object.assign(call, { pause: async () => undefined }),
    answerFor: () => undefined,
  } as unknown as IotReader;
  const stacks: StackReader = {
    stack: async (name) => {
      const record = world.record(name);
      if (record === undefined) return undefined;
      const { stack, declaration } = record;
      return {
        id: stack.id,
        name: stack.name,
        status: stack.status,
        parameters: declaration.parameters,
        ssmParameters: {},
        template: declaration.templateBody,
        physicalIds: Object.fromEntries(
          resourceStates(stack).map(({ logicalId, physicalId }) => [logicalId, physicalId]),
        ),
      };
    },
    exports: async () => ({}),
  };
  return { iot, stacks, region, identity: async () => ({ accountId, partition: 'aws' }) };
};
