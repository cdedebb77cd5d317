import type { Difference } from '../../core/iot-security-profile/differences';
import { contentOf } from '../../core/iot-security-profile/goal';
import { ownershipTagKeys } from '../../core/ownership/marks';
import { shortArn } from '../screen/arn';
import { differenceLines } from '../screen/differences';
import { counted, type Screen, wrapped } from '../screen/screen';
import { shownValue, visible } from '../screen/visible';
import type { Action, Forecast, ForecastCall } from './forecast';
import { type PlannedResource, versionOf } from './planned';
import type { Check } from './preflight';

const symbols: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  replace: '±',
  adopt: '~',
  delete: '-',
  release: '-',
  leave: '=',
  'no changes': '=',
  refused: '✗',
  unknown: '?',
};

export const words: Readonly<Record<Action, string>> = {
  create: 'create',
  update: 'update in place',
  replace: 'replace',
  adopt: 'adopt: take over what is there already',
  delete: 'delete',
  release: 'let go: the marks of ownership go, the profile stays',
  leave: 'leave as it is',
  'no changes': 'no changes',
  refused: 'the deployment fails',
  unknown: 'not known',
};

const isOwnTag = (key: string): boolean => ownershipTagKeys.includes(key);

/** What a call says, in a few words. */
const callWords = (call: ForecastCall): string => {
  switch (call.operation) {
    case 'CreateSecurityProfile': {
      const { behaviors = [], tags = [] } = call.input;
      return `${call.input.securityProfileName}, ${counted(behaviors.length, 'behavior')}, ${counted(tags.length, 'tag')}`;
    }
    case 'UpdateSecurityProfile': {
      const { securityProfileName, expectedVersion, ...members } = call.input;
      return `${securityProfileName} ${Object.keys(members).join(', ')}, expectedVersion ${expectedVersion}`;
    }
    case 'AttachSecurityProfile':
    case 'DetachSecurityProfile':
      return `${call.input.securityProfileName} ${shortArn(call.input.securityProfileTargetArn ?? '')}`;
    case 'DeleteSecurityProfile':
      return `${call.input.securityProfileName}, expectedVersion ${call.input.expectedVersion}`;
    case 'TagResource':
      return (call.input.tags ?? []).map(({ Key = '' }) => (isOwnTag(Key) ? `${Key} (mark)` : Key)).join(', ');
    case 'UntagResource':
      return (call.input.tagKeys ?? []).map((key) => (isOwnTag(key) ? `${key} (mark)` : key)).join(', ');
  }
};

const attachments = ({ calls, detachedFromOthers }: Forecast, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const lines = calls.flatMap((call): readonly string[] => {
    if (call.operation === 'AttachSecurityProfile')
      return [`      ${colors.green('+')} ${shortArn(call.input.securityProfileTargetArn ?? '')}`];
    if (call.operation !== 'DetachSecurityProfile') return [];
    const arn = call.input.securityProfileTargetArn ?? '';
    const remark = detachedFromOthers.includes(arn)
      ? `  ${colors.magenta('attached elsewhere: this stack never declared it')}`
      : '';
    return [`      ${colors.red('-')} ${shortArn(arn)}${remark}`];
  });
  const left = detachedFromOthers
    .filter(
      (arn) =>
        !calls.some(
          ({ operation, input }) => operation === 'DetachSecurityProfile' && input.securityProfileTargetArn === arn,
        ),
    )
    .map(
      (arn) =>
        `      ${colors.red('-')} ${shortArn(arn)}  ${colors.magenta('attached elsewhere: it does not go over to the new profile')}`,
    );
  const all = [...lines, ...left];
  return all.length === 0 ? [] : [`  ${colors.yellow('~')} targets`, ...all];
};

const tagLines = ({ calls, live }: Forecast, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const set = calls.flatMap((call) =>
    call.operation === 'TagResource' || call.operation === 'CreateSecurityProfile' ? (call.input.tags ?? []) : [],
  );
  const gone = calls.flatMap((call) => (call.operation === 'UntagResource' ? (call.input.tagKeys ?? []) : []));
  const own = set.filter(({ Key = '', Value }) => !isOwnTag(Key) && live?.tags.get(Key) !== Value);
  const lines = [
    ...own.map(({ Key = '', Value }) => {
      const before = live?.tags.get(Key);
      return before === undefined
        ? `      ${colors.green('+')} ${visible(Key)}=${shownValue(Value)}`
        : `      ${colors.yellow('~')} ${visible(Key)}  ${shownValue(before)} → ${shownValue(Value)}`;
    }),
    ...gone.filter((key) => !isOwnTag(key)).map((key) => `      ${colors.red('-')} ${visible(key)}`),
  ];
  return lines.length === 0 ? [] : [`  ${colors.yellow('~')} tags`, ...lines];
};

const remarkOf =
  ({ overwritten }: Forecast) =>
  ({ path }: Difference): string =>
    overwritten.has(path) ? `overwrites a change made elsewhere (deployed: ${shownValue(overwritten.get(path))})` : '';

export const checkLines = ({ kind, message }: Check, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const words = { failure: colors.red('fails:'), doubt: colors.yellow('doubt:'), note: 'note:' };
  return wrapped(`${words[kind]} ${visible(message)}`, screen, 2);
};

/** What becomes of one resource, for a person. */
export const resourceLines = (resource: PlannedResource, screen: Screen): readonly string[] => {
  const { colors } = screen;
  const {
    logicalId,
    action,
    name,
    source,
    line,
    reasons,
    calls,
    differences,
    checks,
    unknown,
    live,
    declared,
    assumption,
  } = resource;
  const paint =
    { '+': colors.green, '-': colors.red, '✗': colors.red, '±': colors.magenta, '~': colors.yellow }[symbols[action]] ??
    colors.dim;
  const version = versionOf(resource) === undefined ? '' : ` version ${versionOf(resource)}`;
  const head = `${visible(source)}${line === undefined ? '' : `:${line}`}  ${colors.cyan(visible(logicalId))}  ${name === '' ? '' : `profile ${visible(name)}${version}`}`;
  const changes = action === 'refused' ? [] : differences;
  return [
    head.trimEnd(),
    `  ${paint(`${symbols[action]} ${words[action]}`)}`,
    ...reasons.flatMap((reason) => wrapped(visible(reason), screen, 4)),
    ...(assumption === undefined ? [] : wrapped(visible(assumption), screen, 4)),
    ...(declared === undefined
      ? []
      : differenceLines(
          changes,
          { declared: contentOf(declared.profile), live: live?.content ?? {}, remark: remarkOf(resource) },
          screen,
        )),
    ...attachments(resource, screen),
    ...tagLines(resource, screen),
    ...checks.flatMap((check) => checkLines(check, screen)),
    ...(unknown.length === 0
      ? []
      : wrapped(`not compared: ${unknown.map(visible).join(', ')} (known only when deployed)`, screen, 2)),
    ...(calls.length === 0
      ? []
      : [
          `  ${counted(calls.length, 'call')}${calls.length === 1 ? '' : ', in this order'}:`,
          ...calls.flatMap((call, index) =>
            wrapped(`${index + 1}  ${call.operation}  ${visible(callWords(call))}`, screen, 4),
          ),
        ]),
    '',
  ];
};
