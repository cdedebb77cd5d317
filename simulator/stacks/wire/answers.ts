import type { Account } from '../../../cloudformation/blueprint';
import { isScalar, type ValueMap } from '../../../cloudformation/values';
import type { XmlMembers } from '../../query/xml';
import type { StackRecord } from '../engine';
import type { Export } from '../exports';
import type { Declaration, Stack, StackEvent } from '../stack';
import type { ResourceState } from './resource-states';

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

const date = (time: number | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

/** AWS puts stars in the place of what must not be echoed. */
const hidden = '****';

const text = (definition: ValueMap, member: string): string | undefined => {
  const value = definition[member];
  return isScalar(value) ? String(value) : undefined;
};

const isSsm = (definition: ValueMap): boolean =>
  text(definition, 'Type')?.startsWith('AWS::SSM::Parameter::Value<') === true;

/** The value that a parameter had, its default included. */
export const parameterValue = ({ template, parameters }: Declaration, name: string): string | undefined =>
  parameters[name] ?? text(template.parameters[name] ?? {}, 'Default');

const parameterAnswers = (declaration: Declaration, { ssmParameters = {} }: Account): readonly XmlMembers[] =>
  Object.entries(declaration.template.parameters).map(([ParameterKey, definition]) => {
    const value = parameterValue(declaration, ParameterKey) ?? '';
    const isHidden = text(definition, 'NoEcho') === 'true';
    const ResolvedValue = isSsm(definition) ? ssmParameters[value] : undefined;
    return { ParameterKey, ParameterValue: isHidden ? hidden : value, ResolvedValue };
  });

const outputAnswers = ({ outputs }: Stack): readonly XmlMembers[] =>
  Object.entries(outputs).map(([OutputKey, { value, exportName }]) => ({
    OutputKey,
    OutputValue: value,
    ExportName: exportName,
  }));

/** When a stack was created, last updated and deleted, as its events tell. */
const timesOf = ({ events, id }: Stack): XmlMembers => {
  const own = events.filter(({ physicalId }) => physicalId === id);
  const last = (status: StackEvent['status']) => own.findLast((event) => event.status === status)?.time;
  return {
    CreationTime: date(own[0]?.time),
    DeletionTime: date(last('DELETE_COMPLETE')),
    LastUpdatedTime: date(last('UPDATE_IN_PROGRESS')),
  };
};

const head = (stack: Stack): XmlMembers => ({
  StackId: stack.id,
  StackName: stack.name,
  ...timesOf(stack),
  StackStatus: stack.status,
  StackStatusReason: stack.statusReason,
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
});

export const stackAnswer = ({ stack, declaration }: StackRecord, account: Account): XmlMembers => ({
  ...head(stack),
  Parameters: parameterAnswers(declaration, account),
  Outputs: stack.status === 'DELETE_COMPLETE' ? [] : outputAnswers(stack),
  Tags: [],
  EnableTerminationProtection: false,
});

export const stackSummary = ({ stack }: StackRecord): XmlMembers => head(stack);

export const resourceSummary = (state: ResourceState): XmlMembers => ({
  LogicalResourceId: state.logicalId,
  PhysicalResourceId: filled(state.physicalId),
  ResourceType: state.type,
  LastUpdatedTimestamp: date(state.time),
  ResourceStatus: state.status,
  ResourceStatusReason: state.reason,
  DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
});

export const resourceAnswer = ({ id, name }: Stack, state: ResourceState): XmlMembers => {
  const { LastUpdatedTimestamp: Timestamp, ...summary } = resourceSummary(state);
  return { StackId: id, StackName: name, ...summary, Timestamp };
};

export const exportAnswer = ({ stackId, name, value }: Export): XmlMembers => ({
  ExportingStackId: stackId,
  Name: name,
  Value: value,
});

/** An event with its place among those of its stack, which makes its id. */
export interface NumberedEvent {
  readonly event: StackEvent;
  readonly id: string;
}

/** The newest first. */
export const numberedEvents = ({ events }: Stack): readonly NumberedEvent[] =>
  events.map((event, index) => ({ event, id: `${event.logicalId}-${event.status}-${index + 1}` })).reverse();

export const eventAnswer = ({ event, id }: NumberedEvent): XmlMembers => ({
  StackId: event.stackId,
  EventId: id,
  StackName: event.stackName,
  LogicalResourceId: event.logicalId,
  PhysicalResourceId: filled(event.physicalId),
  ResourceType: event.type,
  Timestamp: date(event.time),
  ResourceStatus: event.status,
  ResourceStatusReason: event.reason,
});
