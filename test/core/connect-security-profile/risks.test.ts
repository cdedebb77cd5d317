import { permissionNames } from '../../../core/connect-security-profile/properties/permission-names';
import { risksOf, riskyPermissions } from '../../../core/connect-security-profile/risks';

test('a profile that lets nobody do harm has none', () => {
  expect(risksOf({})).toStrictEqual([]);
  expect(risksOf({ Permissions: [] })).toStrictEqual([]);
  expect(risksOf({ Permissions: ['BasicAgentAccess', 'Users.View', 'SecurityProfiles.View'] })).toStrictEqual([]);
});

test.each(['Users.Create', 'Users.Edit', 'Users.EditPermission', 'SecurityProfiles.Edit'])(
  'who has %s can take every right',
  (permission) => {
    expect(risksOf({ Permissions: [permission] })).toStrictEqual([
      `people with it can give themselves every right: ${permission}`,
    ]);
  },
);

test.each([
  ['ListenCallRecordings', 'listen to recorded calls with nothing taken out'],
  ['CallRecordings.Unredacted.Access', 'listen to recorded calls with nothing taken out'],
  ['ContactTranscripts.Unredacted.Access', 'read what was said with nothing taken out'],
  ['ScreenRecording.Access', 'watch recorded screens'],
  ['DownloadCallRecordings', 'take recordings and transcripts away'],
  ['DeleteCallRecordings', 'destroy recordings'],
  ['ManagerListenIn', 'listen to calls of others as they happen'],
  ['ManagerBargeIn', 'break into calls of others'],
  ['ContactFlows.Publish', 'change what happens to every contact'],
  ['PhoneNumbers.Release', 'give phone numbers up'],
])('who has %s can %s', (permission, can) => {
  expect(risksOf({ Permissions: [permission] })).toStrictEqual([`people with it can ${can}: ${permission}`]);
});

test('each is told once, the gravest first, with all the permissions by which they can', () => {
  const Permissions = ['ManagerBargeIn', 'SecurityProfiles.Edit', 'Users.Edit', 'Users.Edit'];
  expect(risksOf({ Permissions })).toStrictEqual([
    'people with it can give themselves every right: Users.Edit, SecurityProfiles.Edit',
    'people with it can break into calls of others: ManagerBargeIn',
  ]);
});

test('every permission that is looked for exists, and is told of once', () => {
  for (const permission of riskyPermissions) expect(permissionNames).toContain(permission);
  expect(new Set(riskyPermissions).size).toBe(riskyPermissions.length);
});
