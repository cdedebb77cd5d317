import type { Tags } from '../custom-resource/ownership';
import type { Call } from './caller';
import { IotError, kindOf } from './errors';
import type { LiveProfile } from './plan';
import type { Output } from './service';

/** The service's largest page. */
const maxResults = 250;

/** Every target a profile is attached to, from all pages. */
export const readTargets = async (call: Call, securityProfileName: string): Promise<readonly string[]> => {
  const arns: string[] = [];
  let nextToken: string | undefined;
  do {
    const page: Output<'ListTargetsForSecurityProfile'> = await call('ListTargetsForSecurityProfile', {
      securityProfileName,
      maxResults,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    for (const { arn } of page.securityProfileTargets ?? []) if (arn !== undefined) arns.push(arn);
    nextToken = page.nextToken;
  } while (nextToken);
  return arns;
};

const readTags = async (call: Call, resourceArn: string): Promise<Tags> => {
  const tags = new Map<string, string>();
  let nextToken: string | undefined;
  do {
    const page: Output<'ListTagsForResource'> = await call('ListTagsForResource', {
      resourceArn,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    for (const { Key, Value } of page.tags ?? []) if (Key !== undefined) tags.set(Key, Value ?? '');
    nextToken = page.nextToken;
  } while (nextToken);
  return tags;
};

type Described = Output<'DescribeSecurityProfile'>;

/** `undefined` where no profile of the name exists. */
const describe = async (call: Call, securityProfileName: string): Promise<Described | undefined> => {
  try {
    return await call('DescribeSecurityProfile', { securityProfileName });
  } catch (error) {
    if (error instanceof IotError && kindOf(error.failure) === 'not-found') return undefined;
    throw error;
  }
};

const retainedMetrics = ({ additionalMetricsToRetainV2, additionalMetricsToRetain }: Described) =>
  // Metrics retained by the deprecated member are the same data under an older name.
  additionalMetricsToRetainV2?.length
    ? additionalMetricsToRetainV2
    : additionalMetricsToRetain?.map((metric) => ({ metric }));

const toLive = (
  name: string,
  arn: string,
  described: Described,
  tags: Tags,
  targets: LiveProfile['targets'],
): LiveProfile => ({
  name,
  arn,
  version: described.version,
  content: {
    securityProfileDescription: described.securityProfileDescription,
    behaviors: described.behaviors,
    alertTargets: described.alertTargets,
    additionalMetricsToRetainV2: retainedMetrics(described),
    metricsExportConfig: described.metricsExportConfig,
  },
  tags,
  targets,
});

export interface WhatToRead {
  readonly name: string;
  /** `undefined` where it cannot be told beforehand. */
  readonly arn: string | undefined;
  readonly targets: boolean;
}

/** Reads a profile that probably does not exist: the first call tells, and is the only one if it does not. */
export const lookForProfile = async (call: Call, { name, targets }: WhatToRead): Promise<LiveProfile | undefined> => {
  const described = await describe(call, name);
  if (described === undefined) return undefined;
  const arn = described.securityProfileArn ?? '';
  const [tags, live] = await Promise.all([readTags(call, arn), targets ? readTargets(call, name) : undefined]);
  return toLive(name, arn, described, tags, live);
};

/** Reads a profile that probably exists: everything side by side. */
export const readProfile = async (call: Call, what: WhatToRead): Promise<LiveProfile | undefined> => {
  const { name, arn, targets } = what;
  if (arn === undefined) return lookForProfile(call, what);
  const tags = readTags(call, arn);
  const live = targets ? readTargets(call, name) : Promise.resolve(undefined);
  // Where there is no profile, nobody asks how these ended.
  for (const aside of [tags, live]) aside.catch(() => undefined);
  const described = await describe(call, name);
  if (described === undefined) return undefined;
  // The service's word on the ARN counts: tags of another thing would tell of another owner.
  const trueArn = described.securityProfileArn ?? arn;
  const trueTags = trueArn === arn ? tags : readTags(call, trueArn);
  return toLive(name, trueArn, described, ...(await Promise.all([trueTags, live])));
};
