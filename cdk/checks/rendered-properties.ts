import { type CfnResource, Stack } from 'aws-cdk-lib';

interface Rendered {
  readonly Resources?: { readonly [logicalId: string]: { readonly Properties?: { readonly [name: string]: unknown } } };
}

/**
 * The properties as the template will have them: with what escape hatches and aspects have put in, changed or taken away.
 *
 * @returns `undefined` if nothing of it comes to the function: the resource is left out, or made one of another type
 */
export const renderedProperties = (resource: CfnResource): unknown => {
  // What the stack itself calls for its template; only there are overrides and properties put together.
  const { Resources: resources = {} } = Stack.of(resource).resolve(resource._toCloudFormation()) as Rendered;
  const [properties] = Object.values(resources).map(({ Properties }) => Properties);
  return properties?.ServiceToken === undefined ? undefined : properties;
};
