import { tokenProblems } from '../../../cli/declared/token';

const paths = (
  properties: Readonly<Record<string, string>>,
  type: 'Custom::IoTSecurityProfile' | 'AWS::IoT::SecurityProfile' = 'Custom::IoTSecurityProfile',
) => tokenProblems({ type, properties }).map(({ path }) => path);

test.each(['1', '720', '3600'])('a timeout of %s s is accepted', (ServiceTimeout) => {
  expect(paths({ ServiceToken: 't', ServiceTimeout })).toEqual([]);
});

test.each(['0', '3601', '-1', '1.5', 'x', ''])('a timeout of %j is not', (ServiceTimeout) => {
  expect(paths({ ServiceToken: 't', ServiceTimeout })).toEqual(['ServiceTimeout']);
});

test('a token is needed, but for the native type', () => {
  expect(paths({})).toEqual(['ServiceToken']);
  expect(paths({ ServiceToken: '' })).toEqual(['ServiceToken']);
  expect(paths({}, 'AWS::IoT::SecurityProfile')).toEqual([]);
});
