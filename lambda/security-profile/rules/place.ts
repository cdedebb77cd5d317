import { type Arn, parseArn } from '../properties/arn';
import type { Problem } from '../properties/problem';
import { validValue } from '../properties/tree';
import { elementsOf, fine, type ProfileRule, problem, type ReadProfile } from './rule';

/** https://docs.aws.amazon.com/general/latest/gr/iot_device_defender.html; the list grows, so it only warns. */
const regions: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'us-gov-east-1', 'us-gov-west-1', 'ca-central-1'],
  ...['ap-east-1', 'ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-5', 'eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-south-2', 'eu-north-1'],
  ...['me-south-1', 'me-central-1', 'cn-north-1', 'cn-northwest-1'],
];
const regionsWithoutLearning: readonly string[] = ['ap-southeast-5'];

interface Placed {
  readonly arn: Arn;
  readonly path: string;
}

const placed = (text: string, path: string): readonly Placed[] => {
  const arn = parseArn(text);
  return arn === undefined ? [] : [{ arn, path }];
};

/** The targets that can be read; a profile can only be attached to targets of its own account and Region. */
const targetsOf = (profile: ReadProfile): readonly Placed[] =>
  elementsOf(profile.TargetArns, 'TargetArns').flatMap(({ value, path }) => placed(value, path));

const topicOf = (profile: ReadProfile): readonly Placed[] => {
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
      : problem(
          'uncertain',
          path,
          `is in ${where(arn)}, but ${home.path} in ${where(home.arn)}; take all from one place`,
        ),
  );
};

/** Device Defender is not in every Region of AWS IoT Core. */
export const regionHasDeviceDefender: ProfileRule = (profile) =>
  targetsOf(profile)
    .slice(0, 1)
    .flatMap(({ arn: { region }, path }) =>
      region === '' || regions.includes(region)
        ? fine
        : problem('uncertain', path, `is in ${region}, where Device Defender is not known to be; check the Region`),
    );

export const regionHasLearning: ProfileRule = (profile) => {
  const region = targetsOf(profile)[0]?.arn.region ?? '';
  if (!regionsWithoutLearning.includes(region)) return fine;
  return elementsOf(profile.Behaviors, 'Behaviors').flatMap(({ value, path }) =>
    validValue(value.Criteria)?.MlDetectionConfig.state === 'valid'
      ? problem(
          'uncertain',
          `${path}.Criteria.MlDetectionConfig`,
          `is given, but AWS does not offer ML Detect in ${region}`,
        )
      : fine,
  );
};
