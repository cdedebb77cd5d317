import type { FaultEffect, IotOutput } from '../model/types';
import { tokenOfFirstPage } from '../profiles/paging';

type WrongAnswer = Extract<FaultEffect, { readonly kind: 'answer' }>;

const changed = (change: WrongAnswer['change']): WrongAnswer => ({ kind: 'answer', change });

/** A page of a list whose token leads to the same page again; for ever, if it strikes for ever. */
export const repeatedToken: FaultEffect = changed((output) => ({ ...output, nextToken: tokenOfFirstPage }));

const emptied = (output: IotOutput): IotOutput =>
  Object.fromEntries(Object.entries(output).map(([member, value]) => [member, Array.isArray(value) ? [] : value]));

/** A page of a list with nothing on it and a token, which leads to the beginning of the list. */
export const emptyPage: FaultEffect = changed((output) => ({ ...emptied(output), nextToken: tokenOfFirstPage }));

/** An answer that lacks members which it always has. */
export const withoutMembers = (...members: readonly string[]): FaultEffect =>
  changed((output) => Object.fromEntries(Object.entries(output).filter(([member]) => !members.includes(member))));
