import type { Account } from '../../../cloudformation/blueprint';
import { UnsupportedError, ValidationError } from '../../../cloudformation/errors';
import { nativeTypes } from '../../../cloudformation/native-types';
import { isCustomResource } from '../../../cloudformation/template';
import { type StandInListener, StandInProvider } from '../native/stand-in-provider';
import type { ProviderOf, ResourceProvider } from './provider';

const customType = /^Custom::[a-zA-Z0-9_@-]+$/;

const longestCustomType = 60;

/**
 * Who provides what: custom resources by their functions, native types by `natives` where they matter to what is
 * played and by stand-ins where only their names do, nothing else.
 */
export const providers = (
  customResources: ResourceProvider,
  account: Account,
  listener: StandInListener,
  natives: Readonly<Record<string, ResourceProvider>> = {},
): ProviderOf => {
  const played = new Map<string, ResourceProvider>([
    ...Object.entries(nativeTypes).map(
      ([type, standIn]) => [type, new StandInProvider(standIn, account, listener)] as const,
    ),
    ...Object.entries(natives),
  ]);
  return (type) => {
    if (isCustomResource(type)) {
      if (type.startsWith('Custom::') && (!customType.test(type) || type.length > longestCustomType))
        throw new ValidationError(`Template format error: Unrecognized resource types: [${type}]`);
      return customResources;
    }
    const provider = played.get(type);
    if (provider === undefined)
      throw new UnsupportedError(`the resource type ${type}`, [
        'Custom::*',
        'AWS::CloudFormation::CustomResource',
        ...played.keys(),
      ]);
    return provider;
  };
};
