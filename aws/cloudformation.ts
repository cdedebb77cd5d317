import {
  CloudFormationClient,
  type CloudFormationClientConfig,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListExports,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { CallError, readFailure } from './failure';

/** A stack that is deployed, as far as its template leads to what it holds. */
export interface DeployedStack {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** As they were given; `undefined` where CloudFormation does not tell (NoEcho). */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  /** What CloudFormation has found in the parameter store, by the name that a parameter gave. */
  readonly ssmParameters: Readonly<Record<string, string>>;
  /** The template's text as CloudFormation has it after transforms. */
  readonly template: string;
  /** Logical ids to physical ids. */
  readonly physicalIds: Readonly<Record<string, string>>;
}

/** Reads from CloudFormation. */
export interface StackReader {
  /** `stack`: its name or id. `undefined` where there is none, none any more, or none but a change set that is to make it. */
  readonly stack: (stack: string) => Promise<DeployedStack | undefined>;
  /** All that stacks of the Region export, by name. */
  readonly exports: () => Promise<Readonly<Record<string, string>>>;
}

/** How CloudFormation shows a value that it keeps to itself. */
const kept = '****';

const parametersOf = ({ Parameters: parameters = [] }: Stack): DeployedStack['parameters'] =>
  Object.fromEntries(
    parameters.map(({ ParameterKey: key = '', ParameterValue: value }) => [key, value === kept ? undefined : value]),
  );

const ssmParametersOf = ({ Parameters: parameters = [] }: Stack): DeployedStack['ssmParameters'] =>
  Object.fromEntries(
    parameters.flatMap(({ ParameterValue: value, ResolvedValue: resolved }) =>
      value === undefined || resolved === undefined || resolved === kept ? [] : [[value, resolved]],
    ),
  );

const called = async <Result>(operation: string, call: () => Promise<Result>): Promise<Result> => {
  try {
    return await call();
  } catch (error) {
    throw new CallError(operation, readFailure(error), error);
  }
};

const isNoStack = ({ StackStatus: status }: Stack): boolean =>
  status === 'REVIEW_IN_PROGRESS' || status === 'DELETE_COMPLETE';

const isMissing = (error: unknown): boolean =>
  error instanceof CallError && /does not exist/.test(error.failure.message);

export const createStackReader = (config: CloudFormationClientConfig): StackReader => {
  const client = new CloudFormationClient(config);

  const describe = async (StackName: string): Promise<Stack | undefined> => {
    try {
      const { Stacks: [stack] = [] } = await called('DescribeStacks', () =>
        client.send(new DescribeStacksCommand({ StackName })),
      );
      return stack;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  const template = async (StackName: string): Promise<string> => {
    const { TemplateBody: body = '' } = await called('GetTemplate', () =>
      client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Processed' })),
    );
    return body;
  };

  const physicalIds = (StackName: string): Promise<DeployedStack['physicalIds']> =>
    called('ListStackResources', async () => {
      const ids: Record<string, string> = Object.create(null);
      for await (const page of paginateListStackResources({ client }, { StackName }))
        for (const {
          LogicalResourceId: logicalId,
          PhysicalResourceId: id,
          ResourceStatus: status,
        } of page.StackResourceSummaries ?? [])
          if (logicalId !== undefined && id !== undefined && status !== 'DELETE_COMPLETE') ids[logicalId] = id;
      return ids;
    });

  return {
    stack: async (name) => {
      const stack = await describe(name);
      if (stack === undefined || isNoStack(stack)) return undefined;
      const id = stack.StackId ?? name;
      const [text, ids] = await Promise.all([template(id), physicalIds(id)]);
      return {
        id,
        name: stack.StackName ?? name,
        status: stack.StackStatus ?? '',
        parameters: parametersOf(stack),
        ssmParameters: ssmParametersOf(stack),
        template: text,
        physicalIds: ids,
      };
    },
    exports: () =>
      called('ListExports', async () => {
        const all: Record<string, string> = Object.create(null);
        for await (const page of paginateListExports({ client }, {}))
          for (const { Name: name, Value: value } of page.Exports ?? [])
            if (name !== undefined && value !== undefined) all[name] = value;
        return all;
      }),
  };
};
