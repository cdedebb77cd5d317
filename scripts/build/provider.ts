import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { iotFunction } from './functions';
import { buildInlineHandler, packageVersion } from './inline';
import { replaceScalars, type ScalarChange } from './yaml-scalars';

/** Bytes: what CloudFormation takes in the call itself. A larger template has to go through a bucket. */
const largestTemplate = 51_200;

const functionCode = ['Resources', 'ProviderFunction', 'Properties', 'Code', 'ZipFile'];
const versions = [
  ['Metadata', 'IoTSecurityProfileProvider', 'Version'],
  ['Outputs', 'Version', 'Value'],
];

const fill = async (from: string, to: string, changes: readonly ScalarChange[]): Promise<void> => {
  const filled = replaceScalars(await readFile(from, 'utf8'), changes);
  const size = Buffer.byteLength(filled);
  if (size > largestTemplate)
    throw new Error(
      `${to} would have ${size} bytes; CloudFormation takes ${largestTemplate} in a call. Make the function smaller.`,
    );
  await writeFile(to, filled);
};

/**
 * Writes `dist/provider.yaml`: `templates/provider.yaml` with the code of the function in it. Also puts that code into
 * the example that has its own function, so that this can be deployed as it stands in the repository.
 * @throws Error when a template would be too large for a call of CloudFormation.
 */
export const buildProvider = async (root: string): Promise<void> => {
  const version = await packageVersion(root);
  const { code } = await buildInlineHandler(root, iotFunction);
  const handler: ScalarChange = { path: functionCode, text: code, style: 'BLOCK_LITERAL' };
  const versionChanges = versions.map((place) => ({ path: place, text: version }));
  await fill(path.join(root, 'templates/provider.yaml'), path.join(root, 'dist/provider.yaml'), [
    handler,
    ...versionChanges,
  ]);
  const example = path.join(root, 'templates/examples/all-in-one.yaml');
  await fill(example, example, [handler]);
};
