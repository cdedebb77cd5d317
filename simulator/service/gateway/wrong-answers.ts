import { tokenOfFirstPage } from '../paging';
import type { FaultEffect, Output } from '../types';

type WrongAnswer = Extract<FaultEffect, { readonly kind: 'answer' }>;

const changed = (change: WrongAnswer['change']): WrongAnswer => ({ kind: 'answer', change });

/** A page of a list whose token, in this member, leads to the same page again; for ever, if it strikes for ever. */
export const repeatedTokenIn = (member: string): FaultEffect =>
  changed((output) => ({ ...output, [member]: tokenOfFirstPage }));

const emptied = (output: Output): Output =>
  Object.fromEntries(Object.entries(output).map(([member, value]) => [member, Array.isArray(value) ? [] : value]));

/** A page of a list with nothing on it and a token, in this member, which leads to the beginning of the list. */
export const emptyPageWith = (member: string): FaultEffect =>
  changed((output) => ({ ...emptied(output), [member]: tokenOfFirstPage }));

/** An answer that lacks members which it always has. */
export const withoutMembers = (...members: readonly string[]): FaultEffect =>
  changed((output) => Object.fromEntries(Object.entries(output).filter(([member]) => !members.includes(member))));
