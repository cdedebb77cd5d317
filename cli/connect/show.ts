import type { Application } from '@aws-sdk/client-connect';
import { risksOf } from '../../core/connect-security-profile/risks';
import { nearest } from '../../core/schema/hints';
import { nativeConnectType } from '../declared/resources';
import { CommandError } from '../errors';
import { longOwner, ownershipOf } from '../live/owner';
import { ifRead, notAllowed, type Readable, reasonsOf } from '../live/readable';
import type { Outcome } from '../outcome';
import { field } from '../screen/fields';
import { counted, minute, type Screen, wrapped } from '../screen/screen';
import { visible } from '../screen/visible';
import { shownTags, unknownLines } from '../verbs/show';
import type { Instance } from './instance';
import { type NamedProfile, namedProfiles, type SeenGrants, type SeenProfile, seeGrants, seeProfile } from './profiles';
import { restrictionsOf } from './restrictions';

const noSuchProfile = (name: string, { instanceId }: Instance, named: readonly NamedProfile[]): CommandError => {
  const near = nearest(
    name,
    named.map((one) => one.name),
  );
  const hint =
    near === undefined
      ? `security-profile list --connect ${instanceId} shows those there are`
      : `did you mean ${visible(near)}?`;
  return new CommandError(`there is no security profile ${visible(name)} in the instance ${instanceId}; ${hint}`);
};

const shownList = <Item>(items: Readable<readonly Item[]>, shown: (item: Item) => string): string => {
  if (items.kind === 'denied') return notAllowed(items.reason);
  return items.value.length === 0 ? 'none' : items.value.map(shown).join(', ');
};

/** Of what the service has told, as it has: a member may be `null` too. */
const shownApplication = ({ Namespace, ApplicationPermissions, Type }: Application): string =>
  `${Namespace ?? '?'} (${[...(Type ? [Type] : []), (ApplicationPermissions ?? []).join(' ')].join(': ')})`;

/** A sentence each, where the first stands beside the label. */
const sees = (restrictions: readonly string[], screen: Screen): readonly string[] =>
  restrictions.length === 0
    ? field('sees', 'all that the permissions open: nothing restricts it', screen)
    : restrictions.flatMap((one, index) => field(index === 0 ? 'sees' : '', one, screen));

const riskLines = (permissions: readonly string[], screen: Screen): readonly string[] => {
  const risks = risksOf({ Permissions: permissions });
  return risks.length === 0
    ? ['  no risk that is known here']
    : [
        `  ${screen.colors.yellow(counted(risks.length, 'risk'))}`,
        ...risks.flatMap((risk) => wrapped(visible(risk), screen, 4)),
      ];
};

const permissionLines = (permissions: Readable<readonly string[]>, screen: Screen): readonly string[] => {
  if (permissions.kind === 'denied')
    return wrapped(visible(`permissions, and so risks: ${notAllowed(permissions.reason)}`), screen, 2);
  const names = permissions.value;
  return [
    ...riskLines(names, screen),
    '',
    `  ${names.length === 0 ? 'no permissions' : counted(names.length, 'permission')}`,
    ...(names.length === 0 ? [] : wrapped(visible([...names].sort().join(', ')), screen, 4)),
  ];
};

const unknownIn = (profile: SeenProfile, grants: SeenGrants): readonly string[] => [
  ...profile.unknown,
  ...grants.unknown,
];

const textOf = (profile: SeenProfile, grants: SeenGrants, screen: Screen): readonly string[] => {
  const { name, arn, content, permissions, tags, changed } = profile;
  const { applications, flowModules, aiAgents } = grants;
  return [
    screen.colors.bold(visible(name)),
    // Whole, so that it can be copied: it is longer than most screens are wide.
    `  ${visible(arn)}`,
    ...(content.Description ? wrapped(visible(content.Description), screen, 2) : []),
    '',
    ...field('owner', longOwner(ownershipOf(tags), nativeConnectType), screen),
    ...sees(restrictionsOf(content), screen),
    ...field('apps', shownList(applications, shownApplication), screen),
    ...field(
      'modules',
      shownList(flowModules, ({ FlowModuleId }) => FlowModuleId ?? '?'),
      screen,
    ),
    ...field(
      'agents',
      shownList(aiAgents, ({ Arn }) => Arn ?? '?'),
      screen,
    ),
    ...field('tags', shownTags(tags), screen),
    ...(changed === undefined ? [] : field('changed', minute(changed), screen)),
    '',
    ...permissionLines(permissions, screen),
    ...unknownLines(unknownIn(profile, grants), screen),
  ];
};

/** One profile of an instance of Amazon Connect, whole. @throws CommandError where it is not there */
export const showOfInstance = async (name: string, instance: Instance): Promise<Outcome> => {
  const named = await namedProfiles(instance);
  const id = named.find((one) => one.name === name)?.id;
  const profile = id && (await seeProfile(instance, id));
  if (id === undefined || profile === undefined) throw noSuchProfile(name, instance, named);
  const grants = await seeGrants(instance, id);
  const { tags, answer, permissions } = profile;
  const { applications, flowModules, aiAgents } = grants;
  const Permissions = ifRead(permissions);
  return {
    document: {
      region: instance.region,
      instanceId: instance.instanceId,
      // As the service has answered: nothing that is not known here is lost.
      profile: answer,
      permissions: Permissions,
      risks: Permissions && risksOf({ Permissions }),
      applications: ifRead(applications),
      flowModules: ifRead(flowModules),
      aiAgents: ifRead(aiAgents),
      owner: ownershipOf(tags),
      tags: Object.fromEntries(tags),
      notAllowed: reasonsOf([permissions, applications, flowModules, aiAgents]),
      unknown: unknownIn(profile, grants),
    },
    annotations: [],
    isFinding: false,
    text: (screen) => textOf(profile, grants, screen),
  };
};
