import { pageOf } from '../../service/paging';
import type { ConnectOutput } from '../model/types';
import { keyOf, type ProfileContent } from './content';
import { invalidParameter } from './errors';
import { type InstanceInput, keyOfInput, type ProfileInput } from './profile-operations';
import { arnOf, lastModified, profilesOf, requireInstance, requireProfile, type ServiceState } from './state';

interface Paging {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

export interface ListInput extends InstanceInput, Paging {}
export interface ListOfProfileInput extends ProfileInput, Paging {}

/** A page, and under the API's name the token of the next one. */
export const pageFor = <Item>(
  state: ServiceState,
  { NextToken: nextToken, MaxResults: most = state.pageSize }: Paging,
  list: string,
  all: readonly Item[],
  itemKey: (item: Item) => string,
): { readonly items: readonly Item[]; readonly token: ConnectOutput } => {
  const size = Math.min(most, state.pageSize);
  const page = pageOf(all, itemKey, { list, nextToken, size, refusal: invalidParameter });
  return { items: page.items, token: page.nextToken === undefined ? {} : { NextToken: page.nextToken } };
};

export const listSecurityProfiles = (state: ServiceState, input: ListInput): ConnectOutput => {
  const { InstanceId: instanceId } = input;
  requireInstance(state, instanceId);
  const records = profilesOf(state, instanceId);
  const { items, token } = pageFor(state, input, `ListSecurityProfiles ${instanceId}`, records, ({ id }) => id);
  const summaries = items.map((record) => ({
    Id: record.id,
    Arn: arnOf(state, record),
    Name: record.name,
    ...lastModified(state, record),
  }));
  return { SecurityProfileSummaryList: summaries, ...token };
};

/** The operation that lists what of a profile has no place in its description. */
export const listOf =
  (member: 'Permissions' | 'Applications' | 'AllowedFlowModules' | 'AllowedAIAgents') =>
  (state: ServiceState, input: ListOfProfileInput): ConnectOutput => {
    const record = requireProfile(state, keyOfInput(input));
    const all: readonly unknown[] = record.content[member satisfies keyof ProfileContent] ?? [];
    const { items, token } = pageFor(state, input, `${member} ${arnOf(state, record)}`, all, keyOf);
    return { [member]: structuredClone(items), ...token, ...lastModified(state, record) };
  };
