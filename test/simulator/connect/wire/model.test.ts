import * as sdk from '@aws-sdk/client-connect';
import { type ConnectOperation, connectOperations } from '../../../../simulator/connect';
import { operations } from '../../../../simulator/connect/model/operations';

/** The SDK's own model of an operation: its number in the schema's language, namespace, name, traits, input, output. */
const schemas: Readonly<Record<ConnectOperation, readonly unknown[]>> = {
  CreateSecurityProfile: sdk.CreateSecurityProfile$,
  DeleteSecurityProfile: sdk.DeleteSecurityProfile$,
  DescribeSecurityProfile: sdk.DescribeSecurityProfile$,
  ListSecurityProfileAIAgents: sdk.ListSecurityProfileAIAgents$,
  ListSecurityProfileApplications: sdk.ListSecurityProfileApplications$,
  ListSecurityProfileFlowModules: sdk.ListSecurityProfileFlowModules$,
  ListSecurityProfilePermissions: sdk.ListSecurityProfilePermissions$,
  ListSecurityProfiles: sdk.ListSecurityProfiles$,
  ListTagsForResource: sdk.ListTagsForResource$,
  SearchSecurityProfiles: sdk.SearchSecurityProfiles$,
  TagResource: sdk.TagResource$,
  UntagResource: sdk.UntagResource$,
  UpdateSecurityProfile: sdk.UpdateSecurityProfile$,
};

const called = (value: unknown): unknown => (typeof value === 'function' ? value() : value);

/** Names and number of required ones of the members of an input. */
const inputOf = ([, , , , input]: readonly unknown[]) => {
  const structure = called(input);
  if (!Array.isArray(structure)) throw new Error('The SDK has changed the form of its model.');
  return { members: [...structure[4]].sort(), required: structure[6] };
};

test.each(connectOperations)('%s has the method, path and members of the SDK', (name) => {
  const { method, path, input } = operations[name];
  const schema = schemas[name];
  expect(schema[3]).toMatchObject({ http: [method, path, 200] });
  expect({ members: Object.keys(input.members).sort(), required: input.required.length }).toEqual(inputOf(schema));
});
