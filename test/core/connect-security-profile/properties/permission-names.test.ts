import { permissionNames } from '../../../../core/connect-security-profile/properties/permission-names';

test('326 permissions are known, each once', () => {
  expect(permissionNames).toHaveLength(326);
  expect(new Set(permissionNames).size).toBe(326);
});

test.each([
  'BasicAgentAccess',
  'AccessMetrics',
  'AccessMetrics.Dashboards.Access',
  'Users.EditPermission',
  'Queues.Purge',
])('%s is one of them', (name) => {
  expect(permissionNames).toContain(name);
});

test('none is longer than 62 characters, so that a much longer name is no misspelling of one', () => {
  expect(Math.max(...permissionNames.map(({ length }) => length))).toBe(62);
  for (const name of permissionNames) expect(name).toMatch(/^[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)*$/);
});
