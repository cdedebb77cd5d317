import type { Problem } from '../../../schema/problem';
import { quoted } from '../../../schema/shown';
import { isAbsent, validValue } from '../../../schema/tree';
import {
  type ApplicationTree,
  duplicates,
  elementsOf,
  fine,
  isEmptyList,
  type ProfileRule,
  problem,
  warning,
  within,
} from './rule';

type ApplicationRule = (application: ApplicationTree) => readonly Problem[];

/** The one permission that a third-party application has; an MCP server has a permission for each of its tools. */
const access = 'ACCESS';

const permissionsOf = ({ ApplicationPermissions }: ApplicationTree) =>
  elementsOf(ApplicationPermissions, 'ApplicationPermissions');

/** Optional in the API's model, required by the native CloudFormation type, and pointless without. */
const namespaceIsGiven: ApplicationRule = ({ Namespace }) =>
  isAbsent(Namespace)
    ? problem('strong', 'Namespace', 'is missing; give the namespace of the application, or the id of the MCP server')
    : fine;

const somethingIsAllowed: ApplicationRule = ({ ApplicationPermissions: permissions }) => {
  if (isAbsent(permissions))
    return warning('ApplicationPermissions', `is missing, so that nothing is allowed; give ${access}, or the tools`);
  return isEmptyList(permissions)
    ? problem(
        'certain',
        'ApplicationPermissions',
        `an empty list; accepted: 1 to 50 permissions, for example ${access}`,
      )
    : fine;
};

/** https://docs.aws.amazon.com/connect/latest/APIReference/API_Application.html */
const permissionsFitType: ApplicationRule = (application) =>
  validValue(application.Type) === 'THIRD_PARTY_APPLICATION'
    ? permissionsOf(application).flatMap(({ value, path }) =>
        value === access
          ? fine
          : problem(
              'strong',
              path,
              `${quoted(value)} is no permission of a third-party application; accepted: ${access}`,
            ),
      )
    : fine;

const typeIsGiven: ApplicationRule = (application) =>
  isAbsent(application.Type) && permissionsOf(application).some(({ value }) => value !== access)
    ? warning('Type', `is missing, and the permissions are not ${access}; for the tools of an MCP server give MCP`)
    : fine;

const applicationRules = [namespaceIsGiven, somethingIsAllowed, permissionsFitType, typeIsGiven];

export const applicationsAreWhole: ProfileRule = ({ Applications }) =>
  elementsOf(Applications, 'Applications').flatMap(({ value, path }) =>
    within(
      path,
      applicationRules.flatMap((rule) => rule(value)),
    ),
  );

export const namespacesAreUnique: ProfileRule = ({ Applications }) =>
  duplicates(
    elementsOf(Applications, 'Applications').map(({ value, path }) => ({
      value: value.Namespace,
      path: `${path}.Namespace`,
    })),
    'strong',
    'give all permissions of an application in one place',
  );
