import type { OutputValue } from '../../cloudformation/blueprint';
import { ResourceError } from '../../cloudformation/errors';
import type { Stack } from './stack';

const exportsOf = (outputs: Readonly<Record<string, OutputValue>>): readonly string[] =>
  Object.values(outputs).flatMap(({ exportName }) => (exportName === undefined ? [] : [exportName]));

/** An export as `aws cloudformation list-exports` tells it. */
export interface Export {
  readonly stackId: string;
  readonly name: string;
  readonly value: string;
}

/** The exports of all stacks, in order of their names. */
export const exportsOfAll = (stacks: readonly Stack[]): readonly Export[] =>
  stacks
    .flatMap(({ id: stackId, outputs }) =>
      Object.values(outputs).flatMap(({ exportName: name, value }) =>
        name === undefined ? [] : [{ stackId, name, value }],
      ),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The value under an export's name; `others` are the exports of stacks that are not played. @throws ResourceError when there is none. */
export const exportedValue = (
  stacks: readonly Stack[],
  name: string,
  others: Readonly<Record<string, string>> = {},
): string => {
  const outputs = stacks.flatMap((stack) => Object.values(stack.outputs));
  const value = outputs.find(({ exportName }) => exportName === name)?.value ?? others[name];
  if (value === undefined) throw new ResourceError(`No export named ${name} found.`);
  return value;
};

/** An output of a stack, exported or not: nobody stands in the way of its end. @throws ResourceError when there is none. */
export const outputOf = (stacks: readonly Stack[], stackName: string, outputName: string): string => {
  const stack = stacks.find(({ name, id }) => name === stackName || id === stackName);
  if (stack === undefined) throw new ResourceError(`Stack [${stackName}] does not exist`);
  const output = Object.hasOwn(stack.outputs, outputName) ? stack.outputs[outputName] : undefined;
  if (output === undefined) throw new ResourceError(`No output named ${outputName} found in stack ${stackName}.`);
  return output.value;
};

/** The names of the other stacks that import one of these, with the export; undefined when nobody does. */
const userOf = (
  stacks: readonly Stack[],
  owner: Stack,
  names: readonly string[],
): readonly [string, string] | undefined => {
  for (const name of names) {
    const users = stacks.filter((stack) => stack !== owner && stack.imports.has(name));
    if (users.length > 0) return [name, users.map((stack) => stack.name).join(', ')];
  }
  return undefined;
};

/** Why the stack cannot be deleted; undefined when nobody uses what it exports. */
export const exportInUse = (stacks: readonly Stack[], stack: Stack): string | undefined => {
  const used = userOf(stacks, stack, exportsOf(stack.outputs));
  return used && `Delete canceled. Cannot delete export ${used[0]} as it is in use by ${used[1]}.`;
};

/** Checks the outputs that a stack is about to have. @throws ResourceError in CloudFormation's words. */
export const checkExports = (
  stacks: readonly Stack[],
  stack: Stack,
  outputs: Readonly<Record<string, OutputValue>>,
): void => {
  for (const name of exportsOf(outputs)) {
    const owner = stacks.find((other) => other !== stack && exportsOf(other.outputs).includes(name));
    if (owner !== undefined)
      throw new ResourceError(`Export with name ${name} is already exported by stack ${owner.name}.`);
  }
  const valueIn = (all: Readonly<Record<string, OutputValue>>, name: string) =>
    Object.values(all).find(({ exportName }) => exportName === name)?.value;
  const changed = exportsOf(stack.outputs).filter((name) => valueIn(outputs, name) !== valueIn(stack.outputs, name));
  const used = userOf(stacks, stack, changed);
  if (used === undefined) return;
  const verb = valueIn(outputs, used[0]) === undefined ? 'deleted' : 'updated';
  throw new ResourceError(`Export ${used[0]} cannot be ${verb} as it is in use by ${used[1]}`);
};
