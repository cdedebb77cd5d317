import { isAccount, parseArn } from '../schema/arn';

/** Where an instance or a security profile is, and what it is called there. */
export interface InstanceArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly instanceId: string;
}

export interface ProfileArn extends InstanceArn {
  readonly profileId: string;
}

/** https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateSecurityProfile.html */
const longestInstanceId = 100;

/** `aws`, with whatever AWS adds to it: the pattern of the native CloudFormation type. */
const isPartition = (text: string): boolean => /^aws[-a-z0-9]*$/.test(text);

const isId = (text: string): boolean => /^[-a-zA-Z0-9]+$/.test(text);

export const isInstanceId = (text: string): boolean => text.length <= longestInstanceId && isId(text);

interface Placed extends Omit<InstanceArn, 'instanceId'> {
  /** What stands behind `instance/`. */
  readonly parts: readonly string[];
}

const parse = (text: string): Placed | undefined => {
  const arn = parseArn(text);
  if (arn?.service !== 'connect' || !isPartition(arn.partition)) return undefined;
  const { partition, region, account, resource } = arn;
  const [kind, ...parts] = resource.split('/');
  if (kind !== 'instance' || !/^[-a-z0-9]*$/.test(region) || !isAccount(account)) return undefined;
  return { partition, region, account, parts };
};

/** Reads the ARN of an instance; `undefined` for anything else, also for what is in an instance. */
export const parseInstanceArn = (text: string): InstanceArn | undefined => {
  const placed = parse(text);
  if (placed === undefined) return undefined;
  const { parts, ...place } = placed;
  const [instanceId = '', ...more] = parts;
  return isInstanceId(instanceId) && more.length === 0 ? { ...place, instanceId } : undefined;
};

/** Reads the ARN of a security profile; `undefined` for anything else. */
export const parseProfileArn = (text: string): ProfileArn | undefined => {
  const placed = parse(text);
  if (placed === undefined) return undefined;
  const { parts, ...place } = placed;
  const [instanceId = '', kind, profileId = '', ...more] = parts;
  const isProfile = kind === 'security-profile' && more.length === 0;
  return isProfile && isInstanceId(instanceId) && isId(profileId) ? { ...place, instanceId, profileId } : undefined;
};

/** Whether the physical id is that of a profile. */
export const isProfileArn = (physicalResourceId: string): boolean => parseProfileArn(physicalResourceId) !== undefined;
