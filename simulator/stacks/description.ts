import type { Stack, StackEvent, StackStatus } from './stack';

/** As `aws cloudformation describe-stacks` and `describe-stack-resources` tell it. */
export interface StackDescription {
  readonly stackName: string;
  readonly stackId: string;
  readonly stackStatus: StackStatus;
  readonly stackStatusReason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Logical ids to physical ids. */
  readonly resources: Readonly<Record<string, string>>;
  readonly events: readonly StackEvent[];
}

export const describe = (stack: Stack): StackDescription => ({
  stackName: stack.name,
  stackId: stack.id,
  stackStatus: stack.status,
  ...(stack.statusReason === undefined ? {} : { stackStatusReason: stack.statusReason }),
  outputs: Object.fromEntries(Object.entries(stack.outputs).map(([name, { value }]) => [name, value])),
  resources: Object.fromEntries([...stack.resources].map(([logicalId, { physicalId }]) => [logicalId, physicalId])),
  events: [...stack.events],
});
