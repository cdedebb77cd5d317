import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FunctionBuild } from './functions';
import { buildInlineHandler, packageVersion } from './inline';
import { replaceScalars, type ScalarChange } from './yaml-scalars';

/** Bytes: what CloudFormation takes in the call itself. A larger template has to go through a bucket. */
const largestTemplate = 51_200;

const functionCode = ['Resources', 'ProviderFunction', 'Properties', 'Code', 'ZipFile'];

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
 * Writes `provider.yaml`: that of the function's templates with its code in it. Also puts the code into the example that
 * has its own function, where there is one, so that this can be deployed as it stands in the repository.
 * @throws Error when a template would be too large for a call of CloudFormation.
 */
export const buildProvider = async (root: string, built: FunctionBuild): Promise<void> => {
  const { dist, templates, metadata } = built;
  const version = await packageVersion(root);
  const { code } = await buildInlineHandler(root, built);
  const handler: ScalarChange = { path: functionCode, text: code, style: 'BLOCK_LITERAL' };
  const versions = [
    { path: ['Metadata', metadata, 'Version'], text: version },
    { path: ['Outputs', 'Version', 'Value'], text: version },
  ];
  const [from, to] = [path.join(root, templates, 'provider.yaml'), path.join(root, dist, 'provider.yaml')];
  await fill(from, to, [handler, ...versions]);
  const example = path.join(root, templates, 'examples/all-in-one.yaml');
  if (existsSync(example)) await fill(example, example, [handler]);
};
