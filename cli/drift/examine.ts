import type { DeployedStack } from '../../aws/cloudformation';
import { lookForProfile } from '../../aws/iot/read';
import type { GivenParameters } from '../../cloudformation/parameters';
import { nameOf } from '../../core/iot-security-profile/name';
import type { LiveProfile } from '../../core/iot-security-profile/plan/profile';
import type { Declaration } from '../declared/deployment';
import { checkGiven } from '../declared/given';
import { pairsOf, placeOf, stackDeclarations } from '../declared/pairs';
import { type DeclaredProfile, nativeType, ownType, unknownPaths } from '../declared/resources';
import type { Account } from '../live/account';
import { counted } from '../screen/screen';
import { type Drift, driftOf, without } from './compare';

/** One profile, and where what it should be was found. */
export interface DriftedProfile extends Drift {
  /** The stack or the file. */
  readonly source: string;
  readonly isFile: boolean;
  readonly line: number | undefined;
  readonly logicalId: string;
  readonly name: string;
  /** When the profile was last changed, by whomever. */
  readonly changed: Date | undefined;
}

/** What was looked at, and what was not. */
export interface Examination {
  readonly profiles: readonly DriftedProfile[];
  /** What else there is and was not compared, with why. */
  readonly notSeen: readonly string[];
}

/** When the profile was last changed, as the service has just said. */
export const changedAt = ({ iot }: Account, name: string): Date | undefined => {
  const seconds = iot.answerFor(name)?.lastModifiedDate;
  return typeof seconds === 'number' ? new Date(seconds * 1_000) : undefined;
};

export const look = ({ iot }: Account, name: string): Promise<LiveProfile | undefined> =>
  lookForProfile(iot.call, { name, arn: undefined, targets: true });

const natives = (profiles: readonly DeclaredProfile[]): number =>
  profiles.filter(({ type }) => type === nativeType).length;

const nativeNote = (count: number): readonly string[] =>
  count === 0
    ? []
    : [`${counted(count, 'resource')} of the native type: aws cloudformation detect-stack-drift looks at those`];

/** What a template has that could not be looked at. */
const unreadIn = ({ read, source }: Declaration): readonly string[] =>
  read.unread
    .filter(({ type }) => type === ownType)
    .map(({ logicalId, message }) => `${logicalId} in ${source} cannot be read: ${message}`);

/** What a stack declares is about to change, or was not wholly reached. */
const aboutStatus = ({ name, status }: DeployedStack): readonly string[] =>
  /_IN_PROGRESS$|_FAILED$/.test(status)
    ? [`the stack ${name} is in ${status}: what its template says may not be what its resources were last told`]
    : [];

/** What a stack declares, and those nested in it. */
export const ofStack = async (name: string, account: Account): Promise<Examination> => {
  const declarations = await stackDeclarations(name, account, await placeOf(account));
  const profiles: DriftedProfile[] = [];
  for (const { stack, declaration } of declarations)
    for (const declared of declaration.profiles.filter(({ type }) => type === ownType)) {
      const { logicalId } = declared;
      const physicalId = stack.physicalIds[logicalId];
      const drift =
        physicalId === undefined
          ? without('missing', 'the stack has no such resource yet')
          : driftOf(declared, await look(account, physicalId), stack.id);
      profiles.push({
        ...drift,
        source: `stack ${stack.name}`,
        isFile: false,
        line: undefined,
        logicalId,
        name: physicalId ?? '',
        changed: changedAt(account, physicalId ?? ''),
      });
    }
  const notSeen = [
    ...declarations.flatMap(({ stack, declaration }) => [...aboutStatus(stack), ...unreadIn(declaration)]),
    ...nativeNote(natives(declarations.flatMap(({ declaration }) => declaration.profiles))),
  ];
  return { profiles, notSeen };
};

/** What a file declares. */
export const ofFile = async (file: string, parameters: GivenParameters, account: Account): Promise<Examination> => {
  const { pairs, unseen } = await pairsOf({ file, parameters }, account);
  checkGiven(
    Object.keys(parameters),
    pairs.map(({ after }) => after.read),
  );
  const profiles: DriftedProfile[] = [];
  for (const { after } of pairs)
    for (const declared of after.profiles.filter(({ type }) => type === ownType)) {
      const { logicalId, properties, position } = declared;
      const name = properties.SecurityProfileName
        ? nameOf({ properties, stackId: '', logicalResourceId: logicalId })
        : '';
      const drift =
        name === ''
          ? without(
              'not compared',
              unknownPaths(declared).includes('SecurityProfileName')
                ? 'its name is known only when it is deployed; --stack looks at what is deployed'
                : 'its name is generated for the stack that it is in; --stack looks at what is deployed',
              ['SecurityProfileName'],
            )
          : driftOf(declared, await look(account, name), undefined);
      profiles.push({
        ...drift,
        source: after.source,
        isFile: true,
        line: position?.line,
        logicalId,
        name,
        changed: changedAt(account, name),
      });
    }
  return {
    profiles,
    notSeen: [
      ...unseen.map(({ what, why }) => `${what}: ${why}`),
      ...pairs.flatMap(({ after }) => unreadIn(after)),
      ...nativeNote(natives(pairs.flatMap(({ after }) => after.profiles))),
    ],
  };
};
