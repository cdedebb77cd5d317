import { ResourceError } from '../../../cloudformation/errors';
import { isMap, isScalar, type ValueMap } from '../../../cloudformation/values';
import type { StandInListener } from '../native/stand-in-provider';
import type { FunctionCode } from './code';
import type { Functions } from './functions';

const text = (properties: ValueMap, member: string): string | undefined => {
  const value = properties[member];
  return isScalar(value) ? String(value) : undefined;
};

const number = (properties: ValueMap, member: string): number | undefined => {
  const value = text(properties, member);
  return value === undefined ? undefined : Number(value);
};

/** Code in the template is what runs; code in a bucket can only be the bundle that this project builds. */
const codeOf = (properties: ValueMap, bundle: string): FunctionCode => {
  const code = isMap(properties.Code) ? properties.Code : {};
  const source = text(code, 'ZipFile');
  if (source !== undefined) return { kind: 'inline', source };
  if (code.S3Bucket === undefined || code.S3Key === undefined)
    throw new ResourceError(
      'Please provide a source for function code: Code.ZipFile, or Code.S3Bucket and Code.S3Key.',
    );
  return { kind: 'folder', path: bundle };
};

const variablesOf = ({ Environment: environment }: ValueMap): Readonly<Record<string, string>> => {
  const variables = isMap(environment) && isMap(environment.Variables) ? environment.Variables : {};
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, String(value)]));
};

/** Makes the functions that templates declare callable, with Lambda's defaults where they say nothing. */
export const functionResources = (functions: Functions, bundle: string): StandInListener => ({
  onPut: (type, physicalId, properties) => {
    if (type === 'AWS::Lambda::Function')
      functions.put({
        name: physicalId,
        code: codeOf(properties, bundle),
        handler: text(properties, 'Handler') ?? 'index.handler',
        timeoutSeconds: number(properties, 'Timeout') ?? 3,
        memorySize: number(properties, 'MemorySize') ?? 128,
        variables: variablesOf(properties),
      });
    if (type === 'AWS::Lambda::EventInvokeConfig')
      functions.setRetryPolicy(text(properties, 'FunctionName') ?? '', {
        maximumRetryAttempts: number(properties, 'MaximumRetryAttempts') ?? 2,
        maximumEventAgeSeconds: number(properties, 'MaximumEventAgeInSeconds') ?? 21_600,
      });
  },
  onDelete: (type, physicalId, properties) => {
    if (type === 'AWS::Lambda::Function') functions.remove(physicalId);
    if (type === 'AWS::Lambda::EventInvokeConfig')
      functions.setRetryPolicy(text(properties, 'FunctionName') ?? '', undefined);
  },
});
