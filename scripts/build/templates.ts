import { functions } from './functions';
import { buildProvider } from './provider';
import { buildSchema } from './schema';
import { buildZip } from './zip';

/** Makes, from `lambda/`, the templates and the sources, what those need who use neither npm nor CDK. */
export const buildTemplates = async (root: string): Promise<void> => {
  const made = functions.flatMap((built) => [buildProvider(root, built), buildZip(root, built)]);
  await Promise.all([buildSchema(root), ...made]);
};
