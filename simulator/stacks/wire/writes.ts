import { ResourceError, UnsupportedError, ValidationError } from '../../../cloudformation/errors';
import { invalid, QueryError } from '../../query/errors';
import type { Form } from '../../query/form';
import type { QueryOperation } from '../../query/responder';
import type { XmlMembers } from '../../query/xml';
import type { Begun, CloudFormation, StackRecord } from '../engine';
import type { Declaration } from '../stack';
import { parameterValue } from './answers';

export interface WritesOptions {
  /** Why nothing can be deployed. Default: it can. */
  readonly refusal?: string | undefined;
  /** Is told of a defect of the simulator that has ended an operation after its call was answered. */
  readonly onDefect: (error: unknown) => void;
}

/** What the operations work on. */
interface Works extends WritesOptions {
  readonly cloudFormation: CloudFormation;
}

type Write = (works: Works, form: Form) => XmlMembers | undefined;

const begin = ({ onDefect }: Works, operation: () => Begun): XmlMembers => {
  const { stackId, ended } = refused(operation);
  ended.catch(onDefect);
  return { StackId: stackId };
};

const checkDeployable = ({ refusal }: Works): void => {
  if (refusal !== undefined) throw invalid(refusal);
};

/** The stack of a name or an id, unless it was deleted. */
const standing = ({ cloudFormation }: Works, nameOrId: string): StackRecord | undefined => {
  const record = cloudFormation.find(nameOrId);
  return record?.stack.status === 'DELETE_COMPLETE' ? undefined : record;
};

const createStack: Write = (works, form) => {
  const stackName = form.required('StackName');
  const templateBody = form.text('TemplateBody');
  const given = parametersOf(form);
  const disableRollback = rollbackOf(form);
  takeAgreements(form);
  form.refuseOthers('CreateStack');
  checkDeployable(works);
  const parameters = valuesOf(given, undefined);
  if (templateBody === undefined) throw noTemplate();
  if (standing(works, stackName)?.stack.name === stackName)
    throw new QueryError('AlreadyExistsException', `Stack [${stackName}] already exists`);
  const request = { stackName, templateBody, parameters, disableRollback };
  return begin(works, () => works.cloudFormation.beginCreate(request));
};

/** What is not there, or no longer, is deleted without a word. */
const deleteStack: Write = (works, form) => {
  const nameOrId = form.required('StackName');
  const retainResources = form.list('RetainResources');
  form.word('DeletionMode', ['STANDARD']);
  form.text('ClientRequestToken');
  form.refuseOthers('DeleteStack');
  const record = standing(works, nameOrId);
  if (record === undefined) return undefined;
  begin(works, () => works.cloudFormation.beginDelete({ stackName: record.stack.name, retainResources }));
  return undefined;
};

const updateStack: Write = (works, form) => {
  const nameOrId = form.required('StackName');
  const given = form.text('TemplateBody');
  const usesPrevious = form.flag('UsePreviousTemplate') ?? false;
  const givenParameters = parametersOf(form);
  const disableRollback = form.flag('DisableRollback') ?? false;
  takeAgreements(form);
  form.refuseOthers('UpdateStack');
  checkDeployable(works);
  if (given !== undefined && usesPrevious)
    throw invalid('You cannot specify both usePreviousTemplate and Template Body.');
  const record = standing(works, nameOrId);
  if (record === undefined) throw invalid(`Stack [${nameOrId}] does not exist`);
  const { stack, declaration } = record;
  const templateBody = usesPrevious ? declaration.templateBody : given;
  if (templateBody === undefined) throw noTemplate();
  const parameters = valuesOf(givenParameters, declaration);
  const request = { stackName: stack.name, templateBody, parameters, keepParameters: false, disableRollback };
  return begin(works, () => works.cloudFormation.beginUpdate(request));
};

const operations: Readonly<Record<string, Write>> = {
  CreateStack: createStack,
  DeleteStack: deleteStack,
  UpdateStack: updateStack,
};

/** The operations that change stacks; each answers as soon as its work has begun. */
export const writes = (
  cloudFormation: CloudFormation,
  options: WritesOptions,
): Readonly<Record<string, QueryOperation>> => {
  const works = { ...options, cloudFormation };
  return Object.fromEntries(
    Object.entries(operations).map(([name, write]) => [name, (form: Form) => write(works, form)]),
  );
};

/** What CloudFormation, or the simulator, does not even begin. */
const refused = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    const isRefusal =
      error instanceof ValidationError || error instanceof UnsupportedError || error instanceof ResourceError;
    throw isRefusal ? invalid(error.message) : error;
  }
};

const noTemplate = (): QueryError =>
  invalid('Either Template URL or Template Body must be specified; the simulator takes a Template Body.');

/** What only a person, or a retry, needs: it changes nothing here. */
const takeAgreements = (form: Form): void => {
  form.words('Capabilities', ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND']);
  form.text('ClientRequestToken');
};

/** `OnFailure` is an older way to say what `DisableRollback` says. */
const rollbackOf = (form: Form): boolean => {
  const disables = form.flag('DisableRollback');
  const onFailure = form.word('OnFailure', ['DO_NOTHING', 'ROLLBACK']);
  if (disables !== undefined && onFailure !== undefined)
    throw invalid('You can specify either DisableRollback or OnFailure, but not both');
  return disables ?? onFailure === 'DO_NOTHING';
};

type GivenParameter = { readonly [M in 'ParameterKey' | 'ParameterValue' | 'UsePreviousValue']?: string };

const parametersOf = (form: Form): readonly GivenParameter[] =>
  form.structures('Parameters', ['ParameterKey', 'ParameterValue', 'UsePreviousValue']);

/** @throws QueryError where one has no key, no value, two values, or comes twice. */
const valuesOf = (
  given: readonly GivenParameter[],
  former: Declaration | undefined,
): Readonly<Record<string, string>> => {
  const values = new Map<string, string>();
  for (const parameter of given) {
    const { ParameterKey: key } = parameter;
    if (key === undefined || key === '') throw invalid('Every parameter must have a ParameterKey');
    if (values.has(key)) throw invalid(`The parameter key ${key} is given more than once`);
    values.set(key, givenValue(key, parameter, former));
  }
  return Object.fromEntries(values);
};

const givenValue = (key: string, parameter: GivenParameter, former: Declaration | undefined): string => {
  const { ParameterValue: value, UsePreviousValue: word = 'false' } = parameter;
  if (word !== 'true' && word !== 'false')
    throw invalid(`Invalid input for parameter key ${key}. UsePreviousValue is true or false, not ${word}`);
  if (word === 'false') {
    if (value === undefined) throw invalid(`Invalid input for parameter key ${key}. It has no ParameterValue`);
    return value;
  }
  if (value !== undefined)
    throw invalid(`Invalid input for parameter key ${key}. Cannot specify both a value and UsePreviousValue`);
  const previous = former && Object.hasOwn(former.template.parameters, key) ? parameterValue(former, key) : undefined;
  if (previous === undefined)
    throw invalid(
      `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
    );
  return previous;
};
