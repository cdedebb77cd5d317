import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Where a member of a profile has to be handled. */
const places = [
  ['the table of properties', 'core/iot-security-profile/properties/table.ts'],
  ['the content that is desired', 'core/iot-security-profile/goal.ts'],
  ['the delete flags', 'core/iot-security-profile/plan/content.ts'],
  ['the content that is live', 'aws/iot/read.ts'],
  ['the table of properties of Amazon Connect', 'core/connect-security-profile/properties/table.ts'],
  ['the content that is desired there', 'core/connect-security-profile/goal.ts'],
  ['how each is cleared', 'core/connect-security-profile/plan/content.ts'],
] as const;

/** The SDKs' modules with the types of a profile, as a later version may have them. */
const laterSdk = `
declare module '@aws-sdk/client-iot/dist-types/models/models_0' {
  interface CreateSecurityProfileRequest { fleetPulse?: string[] | undefined }
}
declare module '@aws-sdk/client-iot/dist-types/models/models_1' {
  interface DescribeSecurityProfileResponse { fleetPulse?: string[] | undefined }
}
declare module '@aws-sdk/client-iot/dist-types/models/models_2' {
  interface UpdateSecurityProfileRequest { fleetPulse?: string[] | undefined; deleteFleetPulse?: boolean | undefined }
}
declare module '@aws-sdk/client-connect/dist-types/models/models_0' {
  interface CreateSecurityProfileRequest { FleetPulse?: string[] | undefined }
}
declare module '@aws-sdk/client-connect/dist-types/models/models_3' {
  interface UpdateSecurityProfileRequest { FleetPulse?: string[] | undefined }
}
export {};
`;

/** What the compiler says of these files with the later SDK. */
const compiled = (files: readonly string[]): string => {
  // Inside the project, or nobody would find the SDK.
  const cache = path.join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'later-sdk-'));
  try {
    writeFileSync(path.join(folder, 'later-sdk.d.ts'), laterSdk);
    const config = { extends: path.join(root, 'tsconfig.json'), files: ['later-sdk.d.ts', ...files], include: [] };
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    execFileSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      encoding: 'utf8',
    });
    return '';
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const errors = compiled(places.map(([, file]) => path.join(root, file)));

test.each(places)('a member that AWS adds to a profile does not compile before it is in %s', (_place, file) => {
  const said = errors.split(/\n(?=\S)/).filter((line) => line.includes(file));
  expect(said.join('\n')).toMatch(/fleetPulse/i);
});
