import { parseReading } from '../../../simulator/command/reading-syntax';

test.each([
  ['oldPropertiesOfReversal=first', { oldPropertiesOfReversal: 'first' }],
  ['oldPropertiesOfFixForward=failed', { oldPropertiesOfFixForward: 'failed' }],
  ['cleanUpProperties=survivor', { cleanUpProperties: 'survivor' }],
  ['afterFailedCreate=update', { afterFailedCreate: 'update' }],
  ['inventedSuffix=both8', { inventedSuffix: { letters: 'both', length: 8 } }],
  ['inventedSuffix=capitals16', { inventedSuffix: { letters: 'capitals', length: 16 } }],
])('%s', (given, reading) => {
  expect(parseReading(given)).toEqual(reading);
});

test.each([
  ['', 'accepted is oldPropertiesOfReversal, oldPropertiesOfFixForward, cleanUpProperties'],
  ['toString=first', 'accepted is oldPropertiesOfReversal'],
  ['cleanUpProperties', 'accepted is cleanUpProperties=own or cleanUpProperties=survivor'],
  ['cleanUpProperties=both', 'accepted is cleanUpProperties=own or cleanUpProperties=survivor'],
  ['inventedSuffix=capitals7', 'accepted is "capitals" or "both" followed by a number from 8 to 16'],
  ['inventedSuffix=both17', 'accepted is "capitals" or "both"'],
  ['inventedSuffix=13', 'accepted is "capitals" or "both"'],
])('"%s" is refused on one line that says what is accepted', (given, message) => {
  expect(() => parseReading(given)).toThrow(`--reading ${given}: ${message}`);
  expect(() => parseReading(given)).toThrow(/^[^\n]*$/);
});
