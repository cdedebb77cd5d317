import { invalid } from '../../query/errors';
import type { Form } from '../../query/form';
import type { QueryOperation } from '../../query/responder';
import type { CloudFormation, StackRecord } from '../engine';
import type { StackStatus } from '../stack';
import { eventAnswer, numberedEvents, resourceAnswer, resourceSummary, stackAnswer, stackSummary } from './answers';
import { pageOf } from './paging';
import { resourceStates } from './resource-states';

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

/** @throws QueryError in the words of AWS for most operations */
export const requireStack = (cloudFormation: CloudFormation, nameOrId: string): StackRecord => {
  const found = cloudFormation.find(nameOrId);
  if (found === undefined) throw invalid(`Stack with id ${nameOrId} does not exist`);
  return found;
};

/** The operations that read. `pageSize`: of every list. */
export const reads = (cloudFormation: CloudFormation, pageSize: number): Readonly<Record<string, QueryOperation>> => {
  /** A page of what an operation lists, once it has taken all its parameters. */
  const page = <Item>(
    form: Form,
    operation: string,
    of: string,
    all: () => readonly Item[],
    keyOf: (item: Item) => string,
  ) => {
    const nextToken = form.text('NextToken');
    form.refuseOthers(operation);
    return pageOf(all(), { list: `${operation} ${of}`, nextToken, size: pageSize, keyOf });
  };
  const stackId = ({ stack }: StackRecord): string => stack.id;
  const isThere = ({ stack }: StackRecord): boolean => stack.status !== 'DELETE_COMPLETE';

  const ofPhysicalId = (physicalId: string): StackRecord => {
    const found = cloudFormation
      .records()
      .find(
        (record) => isThere(record) && resourceStates(record.stack).some((state) => state.physicalId === physicalId),
      );
    if (found === undefined) throw invalid(`Stack for ${physicalId} does not exist`);
    return found;
  };

  return {
    DescribeStackEvents: (form) => {
      const name = form.required('StackName');
      const record = cloudFormation.find(name);
      if (record === undefined) throw invalid(`Stack [${name}] does not exist`);
      const { stack } = record;
      const { items, nextToken } = page(
        form,
        'DescribeStackEvents',
        stack.id,
        () => numberedEvents(stack),
        ({ id }) => id,
      );
      return { StackEvents: items.map(eventAnswer), NextToken: nextToken };
    },
    DescribeStackResources: (form) => {
      const [name, physicalId] = [form.text('StackName'), form.text('PhysicalResourceId')];
      const logicalId = form.text('LogicalResourceId');
      form.refuseOthers('DescribeStackResources');
      if ((name === undefined) === (physicalId === undefined))
        throw invalid('Either StackName or PhysicalResourceId must be specified, and not both');
      const { stack } = name === undefined ? ofPhysicalId(physicalId ?? '') : requireStack(cloudFormation, name);
      const states = resourceStates(stack).filter((state) => logicalId === undefined || state.logicalId === logicalId);
      return { StackResources: states.map((state) => resourceAnswer(stack, state)) };
    },
    DescribeStacks: (form) => {
      const name = form.text('StackName');
      const all = () =>
        name === undefined ? cloudFormation.records().filter(isThere) : [requireStack(cloudFormation, name)];
      const { items, nextToken } = page(form, 'DescribeStacks', name ?? '', all, stackId);
      return { Stacks: items.map((record) => stackAnswer(record, cloudFormation.account)), NextToken: nextToken };
    },
    GetTemplate: (form) => {
      const name = form.required('StackName');
      form.word('TemplateStage', stages);
      form.refuseOthers('GetTemplate');
      const { declaration } = requireStack(cloudFormation, name);
      // There are no transforms here: what CloudFormation processed is what it was given.
      return { TemplateBody: declaration.templateBody, StagesAvailable: stages };
    },
    ListExports: (form) => {
      const { items, nextToken } = page(
        form,
        'ListExports',
        '',
        () => cloudFormation.exports(),
        ({ name }) => name,
      );
      const exports = items.map(({ stackId: ExportingStackId, name: Name, value: Value }) => ({
        ExportingStackId,
        Name,
        Value,
      }));
      return { Exports: exports, NextToken: nextToken };
    },
    ListStackResources: (form) => {
      const { stack } = requireStack(cloudFormation, form.required('StackName'));
      const states = () => resourceStates(stack);
      const { items, nextToken } = page(form, 'ListStackResources', stack.id, states, ({ logicalId }) => logicalId);
      return { StackResourceSummaries: items.map(resourceSummary), NextToken: nextToken };
    },
    ListStacks: (form) => {
      const filter = form.words('StackStatusFilter', stackStatuses);
      const all = () =>
        cloudFormation.records().filter(({ stack }) => filter.length === 0 || filter.includes(stack.status));
      const { items, nextToken } = page(form, 'ListStacks', filter.join(), all, stackId);
      return { StackSummaries: items.map(stackSummary), NextToken: nextToken };
    },
  };
};
