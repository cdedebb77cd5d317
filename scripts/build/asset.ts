import { cp, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Copies `dist/lambda/` to where the construct and its tarball have it. The name is the package's own: an app that inlines
 * the package looks beside its own files, and may well have a `dist/lambda/` there.
 */
export const buildAsset = async (root: string): Promise<void> => {
  const folder = path.join(root, 'dist/iot-security-profile-provider');
  await rm(folder, { recursive: true, force: true });
  await cp(path.join(root, 'dist/lambda'), folder, { recursive: true });
};
