import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Where stacks are deployed to one environment, and what tells that from others there. */
interface Place {
  readonly within: IConstruct;
  readonly environment: string;
  readonly isKnown: boolean;
}

/** Stacks that do not say where they are go where their stage is deployed; those that do may meet over the whole app. */
const placeOf = (profile: IConstruct): Place => {
  const { account, region } = Stack.of(profile);
  const isKnown = ![account, region].some((part) => Token.isUnresolved(part));
  const environment = [account, region].map((part) => (Token.isUnresolved(part) ? '' : part)).join(' ');
  return { within: (isKnown ? undefined : Stage.of(profile)) ?? profile.node.root, environment, isKnown };
};

/** The profiles of an app or a stage by environment and name, as they are come upon. */
const named = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** What is to be said of a profile that has the name of an earlier one in the same account and Region. */
export const sameNameProblem = (profile: IConstruct, name: string): string | undefined => {
  const { within, environment, isKnown } = placeOf(profile);
  const profiles = named.get(within) ?? new Map<string, IConstruct>();
  named.set(within, profiles);
  const key = `${environment} ${name}`;
  const other = profiles.get(key);
  if (other === undefined) profiles.set(key, profile);
  if (other === undefined || other === profile) return undefined;
  const elsewhere = isKnown || Stack.of(other) === Stack.of(profile) ? '' : ', or its stack an env of its own';
  return `"${name}" is the name of '${other.node.path}' too, in the same account and Region; give each its own${elsewhere}`;
};
