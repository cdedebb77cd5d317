import type { WholeContent } from '../../core/iot-security-profile/plan/content';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import type { Tags } from '../../core/ownership/marks';
import { CallError, isNotFound } from '../failure';
import { IncompleteAnswerError, readPages } from '../pages';
import { type Output, type ProfileReadCall, serviceName } from './operations';

/** The service's largest page. */
export const maxResults = 250;

/** Every target a profile is attached to, from all pages. */
export const readTargets = (call: ProfileReadCall, securityProfileName: string): Promise<readonly string[]> => {
  const operation = 'ListTargetsForSecurityProfile';
  return readPages(serviceName, operation, async (token) => {
    const page = await call(operation, { securityProfileName, maxResults, ...token });
    const targets = page.securityProfileTargets ?? [];
    return { items: targets.flatMap(({ arn }) => arn ?? []), nextToken: page.nextToken };
  });
};

export const readTags = async (call: ProfileReadCall, resourceArn: string): Promise<Tags> => {
  const operation = 'ListTagsForResource';
  const tags = await readPages(serviceName, operation, async (token) => {
    const page = await call(operation, { resourceArn, ...token });
    return { items: page.tags ?? [], nextToken: page.nextToken };
  });
  return new Map(tags.flatMap(({ Key, Value = '' }) => (Key === undefined ? [] : [[Key, Value] as const])));
};

export type Described = Output<'DescribeSecurityProfile'> & { readonly securityProfileArn: string };

/** Without these nothing can be decided about a profile, nor guarded. */
const whatTells = ['securityProfileName', 'securityProfileArn', 'version'] as const;

const isWhole = (output: Output<'DescribeSecurityProfile'>): output is Described =>
  whatTells.every((member) => output[member]);

/** `undefined` where no profile of the name exists. */
export const describe = async (call: ProfileReadCall, securityProfileName: string): Promise<Described | undefined> => {
  const operation = 'DescribeSecurityProfile';
  try {
    const output = await call(operation, { securityProfileName });
    if (isWhole(output)) return output;
    const missing = whatTells.filter((member) => !output[member]);
    throw new IncompleteAnswerError(
      serviceName,
      operation,
      `for '${securityProfileName}' without ${missing.join(', ')}`,
    );
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

const retainedMetrics = ({ additionalMetricsToRetainV2, additionalMetricsToRetain }: Described) =>
  // Metrics retained by the deprecated member are the same data under an older name.
  additionalMetricsToRetainV2?.length
    ? additionalMetricsToRetainV2
    : additionalMetricsToRetain?.map((metric) => ({ metric }));

export const contentOf = (described: Described): WholeContent => ({
  securityProfileDescription: described.securityProfileDescription,
  behaviors: described.behaviors,
  alertTargets: described.alertTargets,
  additionalMetricsToRetainV2: retainedMetrics(described),
  metricsExportConfig: described.metricsExportConfig,
});

const toLive = (name: string, described: Described, tags: Tags, targets: LiveProfile['targets']): LiveProfile => ({
  name,
  arn: described.securityProfileArn,
  version: described.version,
  content: contentOf(described),
  tags,
  targets,
});

export interface WhatToRead {
  readonly name: string;
  /** `undefined` where it cannot be told beforehand. */
  readonly arn: string | undefined;
  readonly targets: boolean;
}

/** How often a profile is looked for again whose tags answer: with the usual back-off, that is for 3 to 6 s. */
const mostLooks = 6;

/** `tags`: what answers for the ARN that a profile of that name has; `undefined` where nobody can ask. */
interface Look {
  readonly live: LiveProfile | undefined;
  readonly tags?: () => Promise<Tags | undefined>;
}

/** A list without a tag may be the service's answer for whatever does not exist. */
const isTagged = async ({ tags }: Look): Promise<boolean> => {
  try {
    return ((await tags?.())?.size ?? 0) > 0;
  } catch (error) {
    if (error instanceof CallError) return false;
    throw error;
  }
};

/**
 * A profile that does not exist although it has tags, or exists and its tags do not, is looked for again: a read may lag
 * behind a write. Where it stays the first way, the profile is taken for gone, and the tags for what lags behind. That
 * destroys nothing: a removal leaves everything as it is, and a creation is refused by the service if the profile is there
 * after all. Where it stays the second way, the reading fails.
 */
const untilSure = async (call: ProfileReadCall, look: () => Promise<Look>): Promise<LiveProfile | undefined> => {
  for (let attempt = 0; ; attempt++) {
    const isLast = attempt + 1 >= mostLooks;
    try {
      const seen = await look();
      if (seen.live !== undefined || isLast || !(await isTagged(seen))) return seen.live;
    } catch (error) {
      // The profile is there, and its tags or targets are not: one of the reads lags, or it is being deleted.
      if (isLast || !isNotFound(error)) throw error;
    }
    await call.pause(attempt);
  }
};

/**
 * Reads a profile, its version first and the tags after it: only then does `expectedVersion` guard what is decided by the
 * tags. Whoever takes a profile over writes its tags before the version moves.
 */
export const lookForProfile = (
  call: ProfileReadCall,
  { name, arn, targets }: WhatToRead,
): Promise<LiveProfile | undefined> =>
  untilSure(call, async () => {
    const described = await describe(call, name);
    if (described === undefined)
      return { live: undefined, tags: async () => (arn === undefined ? undefined : readTags(call, arn)) };
    const tags = readTags(call, described.securityProfileArn);
    const aside = [tags, targets ? readTargets(call, name) : undefined] as const;
    return { live: toLive(name, described, ...(await Promise.all(aside))) };
  });

/** Reads a profile everything side by side: the quickest, where nothing is removed by what the tags tell. */
export const readProfile = (call: ProfileReadCall, what: WhatToRead): Promise<LiveProfile | undefined> => {
  const { name, arn, targets } = what;
  if (arn === undefined) return lookForProfile(call, what);
  return untilSure(call, async () => {
    const tags = readTags(call, arn);
    const live = targets ? readTargets(call, name) : Promise.resolve(undefined);
    // Where there is no profile, nobody asks how these ended.
    for (const aside of [tags, live]) aside.catch(() => undefined);
    const described = await describe(call, name);
    if (described === undefined) return { live: undefined, tags: () => tags };
    // The service's word on the ARN counts: tags of another thing would tell of another owner.
    const { securityProfileArn } = described;
    const trueTags = securityProfileArn === arn ? tags : readTags(call, securityProfileArn);
    return { live: toLive(name, described, ...(await Promise.all([trueTags, live]))) };
  });
};
