import { invalid } from '../../query/errors';
import type { Form } from '../../query/form';
import type { QueryOperation } from '../../query/responder';
import type { XmlMembers } from '../../query/xml';
import type { CloudFormation, StackRecord } from '../engine';
import type { Export } from '../exports';
import type { StackStatus } from '../stack';
import {
  eventAnswer,
  exportAnswer,
  type NumberedEvent,
  numberedEvents,
  resourceAnswer,
  resourceSummary,
  stackAnswer,
  stackSummary,
} from './answers';
import { type Page, pageOf } from './paging';
import { type ResourceState, resourceStates } from './resource-states';

const stages = ['Original', 'Processed'] as const;

const stackStatuses = [
  'CREATE_IN_PROGRESS',
  'CREATE_FAILED',
  'CREATE_COMPLETE',
  'ROLLBACK_IN_PROGRESS',
  'ROLLBACK_FAILED',
  'ROLLBACK_COMPLETE',
  'DELETE_IN_PROGRESS',
  'DELETE_FAILED',
  'DELETE_COMPLETE',
  'UPDATE_IN_PROGRESS',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_IN_PROGRESS',
  'UPDATE_ROLLBACK_FAILED',
  'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
] as const satisfies readonly StackStatus[];

/** What the operations read from. */
interface Source {
  readonly cloudFormation: CloudFormation;
  /** Of every list. */
  readonly pageSize: number;
}

type Read = (source: Source, form: Form) => XmlMembers;

/** @throws QueryError in the words that AWS has for most operations */
const requireStack = ({ cloudFormation }: Source, nameOrId: string): StackRecord => {
  const found = cloudFormation.find(nameOrId);
  if (found === undefined) throw invalid(`Stack with id ${nameOrId} does not exist`);
  return found;
};

const stackId = ({ stack }: StackRecord): string => stack.id;

const isThere = ({ stack }: StackRecord): boolean => stack.status !== 'DELETE_COMPLETE';

interface Listing<Item> {
  readonly operation: string;
  /** What is listed, where the operation alone does not say. */
  readonly of?: string;
  readonly all: readonly Item[];
  readonly keyOf: (item: Item) => string;
}

/** A page of what an operation lists; it has taken all its other parameters. */
const page = <Item>(
  { pageSize }: Source,
  form: Form,
  { operation, of = '', all, keyOf }: Listing<Item>,
): Page<Item> => {
  const nextToken = form.text('NextToken');
  form.refuseOthers(operation);
  return pageOf(all, { list: `${operation} ${of}`, nextToken, size: pageSize, keyOf });
};

const describeStacks: Read = (source, form) => {
  const { cloudFormation } = source;
  const name = form.text('StackName');
  const all = name === undefined ? cloudFormation.records().filter(isThere) : [requireStack(source, name)];
  const listing = { operation: 'DescribeStacks', of: name ?? '', all, keyOf: stackId };
  const { items, nextToken } = page(source, form, listing);
  return { Stacks: items.map((record) => stackAnswer(record, cloudFormation.account)), NextToken: nextToken };
};

const describeStackEvents: Read = (source, form) => {
  const name = form.required('StackName');
  const record = source.cloudFormation.find(name);
  if (record === undefined) throw invalid(`Stack [${name}] does not exist`);
  const { stack } = record;
  const all = numberedEvents(stack);
  const listing = { operation: 'DescribeStackEvents', of: stack.id, all, keyOf: ({ id }: NumberedEvent) => id };
  const { items, nextToken } = page(source, form, listing);
  return { StackEvents: items.map(eventAnswer), NextToken: nextToken };
};

const ofPhysicalId = ({ cloudFormation }: Source, physicalId: string): StackRecord => {
  const has = ({ stack }: StackRecord) => resourceStates(stack).some((state) => state.physicalId === physicalId);
  const found = cloudFormation.records().find((record) => isThere(record) && has(record));
  if (found === undefined) throw invalid(`Stack for ${physicalId} does not exist`);
  return found;
};

const describeStackResources: Read = (source, form) => {
  const [name, physicalId] = [form.text('StackName'), form.text('PhysicalResourceId')];
  const logicalId = form.text('LogicalResourceId');
  form.refuseOthers('DescribeStackResources');
  if ((name === undefined) === (physicalId === undefined))
    throw invalid('Either StackName or PhysicalResourceId must be specified, and not both');
  const { stack } = name === undefined ? ofPhysicalId(source, physicalId ?? '') : requireStack(source, name);
  const states = resourceStates(stack).filter((state) => logicalId === undefined || state.logicalId === logicalId);
  return { StackResources: states.map((state) => resourceAnswer(stack, state)) };
};

const getTemplate: Read = (source, form) => {
  const name = form.required('StackName');
  form.word('TemplateStage', stages);
  form.refuseOthers('GetTemplate');
  const { declaration } = requireStack(source, name);
  // No transform changes anything here: what CloudFormation processed is what it was given.
  return { TemplateBody: declaration.templateBody, StagesAvailable: stages };
};

const listExports: Read = (source, form) => {
  const all = source.cloudFormation.exports();
  const listing = { operation: 'ListExports', all, keyOf: ({ name }: Export) => name };
  const { items, nextToken } = page(source, form, listing);
  return { Exports: items.map(exportAnswer), NextToken: nextToken };
};

const listStackResources: Read = (source, form) => {
  const { stack } = requireStack(source, form.required('StackName'));
  const all = resourceStates(stack);
  const keyOf = ({ logicalId }: ResourceState) => logicalId;
  const { items, nextToken } = page(source, form, { operation: 'ListStackResources', of: stack.id, all, keyOf });
  return { StackResourceSummaries: items.map(resourceSummary), NextToken: nextToken };
};

const listStacks: Read = (source, form) => {
  const filter = form.words('StackStatusFilter', stackStatuses);
  const records = source.cloudFormation.records();
  const all = records.filter(({ stack }) => filter.length === 0 || filter.includes(stack.status));
  const listing = { operation: 'ListStacks', of: filter.join(), all, keyOf: stackId };
  const { items, nextToken } = page(source, form, listing);
  return { StackSummaries: items.map(stackSummary), NextToken: nextToken };
};

const operations: Readonly<Record<string, Read>> = {
  DescribeStackEvents: describeStackEvents,
  DescribeStackResources: describeStackResources,
  DescribeStacks: describeStacks,
  GetTemplate: getTemplate,
  ListExports: listExports,
  ListStackResources: listStackResources,
  ListStacks: listStacks,
};

/** The operations that read. `pageSize`: of every list. */
export const reads = (cloudFormation: CloudFormation, pageSize: number): Readonly<Record<string, QueryOperation>> => {
  const source = { cloudFormation, pageSize };
  return Object.fromEntries(
    Object.entries(operations).map(([name, read]) => [name, (form: Form) => read(source, form)]),
  );
};
