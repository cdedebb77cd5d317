import { type Arn, isAccount, parseArn } from '../../../schema/arn';
import type { Problem } from '../../../schema/problem';
import { validValue } from '../../../schema/tree';
import { elementsOf, fine, type ProfileRule, type ProfileTree, warning } from './rule';

/** Regions that have AWS IoT Core and lack Device Defender: https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html */
const regionsWithout: readonly string[] = ['sa-east-1', 'eu-south-1', 'il-central-1'];
const regionsWithoutLearning: readonly string[] = ['ap-southeast-5'];

interface Placed {
  readonly arn: Arn;
  readonly path: string;
}

/** Where an ARN is; nothing where it does not say so properly, which its own check reports. */
const placed = (text: string, path: string): readonly Placed[] => {
  const arn = parseArn(text);
  return arn !== undefined && /^[a-z\d-]{1,32}$/.test(arn.region) && isAccount(arn.account) ? [{ arn, path }] : [];
};

/** The targets that can be read; a profile can only be attached to targets of its own account and Region. */
const targetsOf = (profile: ProfileTree): readonly Placed[] =>
  elementsOf(profile.TargetArns, 'TargetArns').flatMap(({ value, path }) => placed(value, path));

const topicOf = (profile: ProfileTree): readonly Placed[] => {
  const topic = validValue(validValue(validValue(profile.AlertTargets)?.SNS)?.AlertTargetArn);
  return topic === undefined ? [] : placed(topic, 'AlertTargets.SNS.AlertTargetArn');
};

/** The first target shows where the profile is; nothing says that a topic or a target may be elsewhere. */
export const placesAgree: ProfileRule = (profile) => {
  const [home, ...others] = targetsOf(profile);
  if (home === undefined) return fine;
  const where = ({ region, account }: Arn): string => `${region}, account ${account}`;
  return [...others, ...topicOf(profile)].flatMap(({ arn, path }): readonly Problem[] =>
    where(arn) === where(home.arn)
      ? fine
      : warning(path, `is in ${where(arn)}, but ${home.path} in ${where(home.arn)}; take all from one place`),
  );
};

/** Device Defender is not in every Region of AWS IoT Core. */
export const regionHasDeviceDefender: ProfileRule = (profile) =>
  targetsOf(profile)
    .slice(0, 1)
    .flatMap(({ arn: { region }, path }) =>
      regionsWithout.includes(region)
        ? warning(path, `is in ${region}, where Device Defender is not known to be; check the Region`)
        : fine,
    );

export const regionHasLearning: ProfileRule = (profile) => {
  const region = targetsOf(profile)[0]?.arn.region ?? '';
  if (!regionsWithoutLearning.includes(region)) return fine;
  return elementsOf(profile.Behaviors, 'Behaviors').flatMap(({ value, path }) =>
    validValue(value.Criteria)?.MlDetectionConfig.state === 'valid'
      ? warning(`${path}.Criteria.MlDetectionConfig`, `is given, but AWS does not offer ML Detect in ${region}`)
      : fine,
  );
};
