import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const folderName = 'iot-security-profile-provider';

/** The same depth from the sources as from the compiled files, and as from a bundle in a folder of the app. */
const folderFrom = (directory: string): string => path.join(directory, '..', 'dist', folderName);

/** Of an ES module that has this inlined, only the file that was started is known. */
const ownDirectory = (): string => (typeof __dirname === 'undefined' ? path.dirname(process.argv[1] ?? '') : __dirname);

/** By the name under which one file of the function finds the other. */
const isOurs = (folder: string): boolean => {
  const entry = path.join(folder, 'index.mjs');
  return (
    existsSync(path.join(folder, 'resource.mjs')) &&
    existsSync(entry) &&
    readFileSync(entry, 'utf8').includes('securityProfileResource')
  );
};

/**
 * The folder with the built function. Where an app has inlined this package, it is not beside the code any more.
 *
 * @throws unless the function is there, and not something of the app's own
 */
export const providerCode = (constructPath: string, directory = ownDirectory()): string => {
  const folder = folderFrom(directory);
  if (isOurs(folder)) return folder;
  throw new Error(
    `[${constructPath}] the code of the function is not in '${folder}', for cdk-iot-security-profile was bundled into the app; ` +
      'leave it out of the bundle (esbuild: --external:cdk-iot-security-profile), or copy ' +
      `node_modules/cdk-iot-security-profile/dist/${folderName} there`,
  );
};
