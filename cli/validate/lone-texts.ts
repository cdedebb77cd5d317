import { securityProfile as ofConnect } from '../../core/connect-security-profile/properties/table';
import { securityProfile as ofIot } from '../../core/iot-security-profile/properties/table';
import type { Member } from '../../core/schema/members';
import type { Problem } from '../../core/schema/problem';
import { type DeclaredProfile, isIotType } from '../declared/resources';

/** What gives a text whatever it is of. */
const textFunctions = ['Fn::Base64', 'Fn::Join', 'Fn::Sub'];

/** The function that a value is, where that can give nothing but a text; an ARN is one. */
const textFunction = (value: object): string | undefined => {
  const [[name = '', argument] = [], ...others] = Object.entries(value);
  if (others.length > 0) return undefined;
  const attribute = Array.isArray(argument) ? argument.at(-1) : argument;
  const isArn = name === 'Fn::GetAtt' && typeof attribute === 'string' && /(^|\.)Arn$/.test(attribute);
  return isArn || textFunctions.includes(name) ? name : undefined;
};

const inMember = (member: Member, value: unknown, path: string): readonly Problem[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (member.kind === 'list' && Array.isArray(value))
    return value.flatMap((item, index) => inMember(member.element, item, `${path}[${index}]`));
  if (member.kind === 'list') {
    const name = textFunction(value);
    const message = `${name} gives a lone text, not a list; accepted: a list, also of one element`;
    return name === undefined ? [] : [{ path, message, certainty: 'certain' }];
  }
  if (member.kind !== 'structure') return [];
  const members = new Map(Object.entries(value));
  return Object.entries(member.members).flatMap(([name, inner]) =>
    inMember(inner, members.get(name), path === '' ? name : `${path}.${name}`),
  );
};

/** The functions in place of a list whose value only the deployment knows, but not that it is no list. */
export const loneTexts = ({ type, properties }: DeclaredProfile): readonly Problem[] =>
  inMember(isIotType(type) ? ofIot : ofConnect, properties, '');
