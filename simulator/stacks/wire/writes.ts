import { ResourceError, UnsupportedError, ValidationError } from '../../../cloudformation/errors';
import { invalid, QueryError } from '../../query/errors';
import type { Form } from '../../query/form';
import type { QueryOperation } from '../../query/responder';
import type { Begun, CloudFormation } from '../engine';
import type { Declaration } from '../stack';
import { parameterValue } from './answers';

export interface WritesOptions {
  /** Why nothing can be deployed. Default: it can. */
  readonly refusal?: string | undefined;
  /** Is told of a defect of the simulator that has ended an operation after its call was answered. */
  readonly onDefect: (error: unknown) => void;
}

/** The operations that change stacks; each answers as soon as its work has begun. */
export const writes = (
  cloudFormation: CloudFormation,
  { refusal, onDefect }: WritesOptions,
): Readonly<Record<string, QueryOperation>> => {
  const begin = (operation: () => Begun): { readonly StackId: string } => {
    const { stackId, ended } = refused(operation);
    ended.catch(onDefect);
    return { StackId: stackId };
  };
  const checkDeployable = (): void => {
    if (refusal !== undefined) throw invalid(refusal);
  };

  return {
    CreateStack: (form) => {
      const stackName = form.required('StackName');
      const template = form.text('TemplateBody');
      const given = parametersOf(form);
      const disableRollback = rollbackOf(form);
      takeAgreements(form);
      form.refuseOthers('CreateStack');
      checkDeployable();
      const parameters = valuesOf(given, undefined);
      const exists = cloudFormation.find(stackName)?.stack.name === stackName;
      if (exists) throw new QueryError('AlreadyExistsException', `Stack [${stackName}] already exists`);
      const templateBody = template ?? noTemplate();
      return begin(() => cloudFormation.beginCreate({ stackName, templateBody, parameters, disableRollback }));
    },
    DeleteStack: (form) => {
      const nameOrId = form.required('StackName');
      const retainResources = form.list('RetainResources');
      form.word('DeletionMode', ['STANDARD']);
      form.text('ClientRequestToken');
      form.refuseOthers('DeleteStack');
      const record = cloudFormation.find(nameOrId);
      // What is not there, or no longer, is deleted without a word.
      if (record !== undefined && record.stack.status !== 'DELETE_COMPLETE')
        begin(() => cloudFormation.beginDelete({ stackName: record.stack.name, retainResources }));
      return undefined;
    },
    UpdateStack: (form) => {
      const nameOrId = form.required('StackName');
      const template = form.text('TemplateBody');
      const usesPrevious = form.flag('UsePreviousTemplate') ?? false;
      const given = parametersOf(form);
      const disableRollback = form.flag('DisableRollback') ?? false;
      takeAgreements(form);
      form.refuseOthers('UpdateStack');
      checkDeployable();
      if (template !== undefined && usesPrevious)
        throw invalid('You cannot specify both usePreviousTemplate and Template Body.');
      const record = cloudFormation.find(nameOrId);
      if (record === undefined || record.stack.status === 'DELETE_COMPLETE')
        throw invalid(`Stack [${nameOrId}] does not exist`);
      const { stack, declaration } = record;
      const templateBody = template ?? (usesPrevious ? declaration.templateBody : noTemplate());
      const parameters = valuesOf(given, declaration);
      const request = { stackName: stack.name, templateBody, parameters, keepParameters: false, disableRollback };
      return begin(() => cloudFormation.beginUpdate(request));
    },
  };
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

const noTemplate = (): never => {
  throw invalid('Either Template URL or Template Body must be specified; the simulator takes a Template Body.');
};

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
