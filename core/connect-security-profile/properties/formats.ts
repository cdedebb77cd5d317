import { parseArn } from '../../schema/arn';
import { choose } from '../../schema/hints';
import { type Check, certain, strong, uncertain } from '../../schema/problem';
import { quoted } from '../../schema/shown';
import { isInstanceId, parseInstanceArn } from '../arn';

const instanceForm = 'arn:<partition>:connect:<region>:<account>:instance/<id>';

/** What to do with something that is near the ARN of an instance, and none. */
const instanceRemedy = (text: string): string => {
  if (isInstanceId(text))
    return '; build the ARN: !Sub arn:${AWS::Partition}:connect:${AWS::Region}:${AWS::AccountId}:instance/ and the id';
  const beginning = /^(.*:instance\/[^/]+)\//.exec(text)?.[1];
  return beginning !== undefined && parseInstanceArn(beginning) !== undefined
    ? '; take away what stands behind the id of the instance'
    : '';
};

export const instanceFormat: Check = (text) =>
  parseInstanceArn(text) === undefined
    ? certain(
        `${quoted(text)} is not the ARN of an instance; accepted: ${instanceForm}, the account of 12 digits${instanceRemedy(text)}`,
      )
    : undefined;

/** https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateSecurityProfile.html */
export const longestName = 127;
const names = /^[ a-zA-Z0-9_@-]+$/;

/** 1 to 127 of `[ a-zA-Z0-9_@-]`, from the first character to the last. */
export const isSecurityProfileName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= longestName && names.test(value);

export const nameFormat: Check = (text) => {
  if (!names.test(text))
    return certain(
      `${quoted(text)} has characters that are not accepted; accepted: letters a-z and A-Z, digits, spaces, "_", "@" and "-"`,
    );
  return text === text.trim()
    ? undefined
    : uncertain(`${quoted(text)} begins or ends with a space, which the service may take away or refuse`);
};

/** The id is the last part of the ARN that `Ref` gives for a hierarchy group or a flow module. */
const idInstead = (text: string, what: string): string | undefined =>
  parseArn(text) === undefined
    ? undefined
    : `${quoted(text)} is an ARN, not the id of ${what}; give its last part: !Select [3, !Split ["/", !Ref …]]`;

/** The API's model has no limits, AWS's native CloudFormation type has these. */
export const hierarchyGroupFormat: Check = (text) => {
  const message = idInstead(text, 'a hierarchy group');
  if (message !== undefined) return strong(message);
  return /^[a-zA-Z0-9-]{1,127}$/.test(text)
    ? undefined
    : strong(`${quoted(text)} is not the id of a hierarchy group; accepted: 1 to 127 letters, digits and "-"`);
};

/** The API's model leaves it open what an id is. */
export const flowModuleFormat: Check = (text) => {
  const message = idInstead(text, 'a flow module');
  return message === undefined ? undefined : uncertain(message);
};

/** Words that AWS has named; its newer text says: what can be tagged. */
const tagRestricted = ['User', 'SecurityProfile', 'Queue', 'RoutingProfile'];

export const tagRestrictedFormat: Check = (text) =>
  tagRestricted.includes(text)
    ? undefined
    : uncertain(
        `${quoted(text)} is not a kind of resource that is known to be restricted by tags${choose(text, tagRestricted)}`,
      );

/** https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateSecurityProfile.html names one word. */
export const hierarchyRestrictedFormat: Check = (text) =>
  text === 'User'
    ? undefined
    : strong(`${quoted(text)} is not a kind of resource that a hierarchy restricts; accepted: User`);

/** Latin-1 without control characters but tab and line breaks: the API's pattern for names and values of attributes. */
const isLatin = (text: string): boolean => /^[\t\n\r\x20-\x7e\xa1-\xff]*$/.test(text);

const outsideLatin = (text: string): string =>
  `${quoted(text)} has characters that are not accepted; accepted: printable characters of Latin-1`;

const ownPrefixes = ['aws:', 'connect:'];

export const attributeNameFormat: Check = (text) => {
  const prefix = ownPrefixes.find((own) => text.startsWith(own));
  if (prefix !== undefined)
    return certain(`${quoted(text)} begins with "${prefix}", which is reserved; give an attribute of your own`);
  if (!isLatin(text)) return certain(outsideLatin(text));
  return /^[\p{L}\p{Z}\p{N}\-_.:=@'|]*$/u.test(text)
    ? undefined
    : uncertain(
        `${quoted(text)} has characters that the native type does not accept, and the service perhaps neither; surely accepted: letters, digits, spaces and - _ . : = @ ' |`,
      );
};

/** The longest value that the native CloudFormation type accepts; the API's model names no limit. */
const longestValue = 1000;

export const attributeValueFormat: Check = (text) => {
  if (!isLatin(text)) return certain(outsideLatin(text));
  return text.length > longestValue
    ? uncertain(
        `${quoted(text)} has ${text.length} characters; the native type accepts ${longestValue}, and the service perhaps no more`,
      )
    : undefined;
};
