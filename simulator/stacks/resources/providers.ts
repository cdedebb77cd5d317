import type { Account } from '../../../cloudformation/blueprint';
import { UnsupportedError, ValidationError } from '../../../cloudformation/errors';
import { nativeTypes } from '../../../cloudformation/native-types';
import { isCustomResource } from '../../../cloudformation/template';
import { MadeUpProvider } from '../native/made-up-provider';
import { meantType } from '../native/misspelling';
import { type StandInListener, StandInProvider } from '../native/stand-in-provider';
import type { ProviderOf, ResourceProvider } from './provider';

const customType = /^Custom::[a-zA-Z0-9_@-]+$/;

const longestCustomType = 60;

/** As AWS and others name the types that they register. */
const registeredType = /^[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}::[A-Za-z0-9]{2,64}$/;

/** Only SAM's transform knows these; CloudFormation does not. */
const samType = 'AWS::Serverless::';

export interface ProvidersOptions {
  /** What plays the native types that matter to what is played. Default: none. */
  readonly natives?: Readonly<Record<string, ResourceProvider>>;
  /** Is told, once each, of types of which nothing is known and for which something made up stands in; without it they are refused. */
  readonly onMadeUp?: ((type: string) => void) | undefined;
}

const unrecognized = (type: string, hint = ''): ValidationError =>
  new ValidationError(`Template format error: Unrecognized resource types: [${type}]${hint}`);

/**
 * Who provides what: custom resources by their functions, native types by `natives` where they matter to what is
 * played and by stand-ins where only their names do, all others by something made up. What is written almost as a known
 * type is meant to be that.
 */
export const providers = (
  customResources: ResourceProvider,
  account: Account,
  listener: StandInListener,
  { natives = {}, onMadeUp }: ProvidersOptions = {},
): ProviderOf => {
  const played = new Map<string, ResourceProvider>([
    ...Object.entries(nativeTypes).map(
      ([type, standIn]) => [type, new StandInProvider(standIn, account, listener)] as const,
    ),
    ...Object.entries(natives),
  ]);
  const known = ['AWS::CloudFormation::CustomResource', ...played.keys()];
  const madeUp = new MadeUpProvider(account);
  const told = new Set<string>();
  return (type) => {
    if (isCustomResource(type)) {
      if (type.startsWith('Custom::') && (!customType.test(type) || type.length > longestCustomType))
        throw unrecognized(type);
      return customResources;
    }
    const provider = played.get(type);
    if (provider !== undefined) return provider;
    const meant = meantType(type, known);
    if (meant !== undefined) throw unrecognized(type, `; did you mean ${meant}?`);
    if (onMadeUp === undefined) throw new UnsupportedError(`the resource type ${type}`, ['Custom::*', ...known]);
    if (!registeredType.test(type) || type.startsWith(samType)) throw unrecognized(type);
    if (!told.has(type)) onMadeUp(type);
    told.add(type);
    return madeUp;
  };
};
