import { type ResourceEnvironment, Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';

/** Where something is. What is not known is absent or a token. */
export interface Environment {
  readonly partition?: string;
  readonly region?: string;
  readonly account?: string;
}

export interface Difference {
  readonly what: 'partition' | 'Region' | 'account';
  readonly ours: string;
  readonly given: string;
}

const members = { partition: 'partition', region: 'Region', account: 'account' } as const;

const isKnown = (text: string | undefined): text is string =>
  text !== undefined && text !== '' && !Token.isUnresolved(text);

/** The stack itself gives a token unless a feature flag is on. */
const partitionOf = (region: string): { readonly partition?: string } => {
  const partition = isKnown(region) ? RegionInfo.get(region).partition : undefined;
  return partition === undefined ? {} : { partition };
};

export const environmentOf = ({ region, account }: ResourceEnvironment): Environment => ({
  ...partitionOf(region),
  region,
  account,
});

export const environmentOfStack = (scope: IConstruct): Environment => environmentOf(Stack.of(scope));

/** What an ARN says of it; nothing, if it is no ARN or not known yet. */
export const environmentOfArn = (arn: string): Environment => {
  if (Token.isUnresolved(arn)) return {};
  const [, partition, region, account] = /^arn:([\w-]*):[\w-]*:([\w-]*):(\d*):/.exec(arn) ?? [];
  return {
    ...(partition === undefined ? {} : { partition }),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
};

/** What differs between two environments, as far as both are known. */
export const differences = (ours: Environment, given: Environment): readonly Difference[] =>
  (['partition', 'region', 'account'] as const).flatMap((member) => {
    const [our, their] = [ours[member], given[member]];
    return isKnown(our) && isKnown(their) && our !== their ? [{ what: members[member], ours: our, given: their }] : [];
  });

/** `is in the Region us-east-1 and the account 1, this profile in eu-west-1 and 2`. */
export const describeDifferences = (found: readonly Difference[]): string => {
  const given = found.map(({ what, given }) => `the ${what} ${given}`).join(' and ');
  return `is in ${given}, this profile in ${found.map(({ ours }) => ours).join(' and ')}`;
};
