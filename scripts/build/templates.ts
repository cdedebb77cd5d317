import { functions } from './functions';
import { buildProvider } from './provider';
import { buildSchema } from './schema';
import { buildZip } from './zip';

/** Makes, from `dist/lambda/`, the templates and the sources, what those need who use neither npm nor CDK. */
export const buildTemplates = async (root: string): Promise<void> => {
  await Promise.all([buildProvider(root), buildSchema(root), ...functions.map((built) => buildZip(root, built))]);
};
