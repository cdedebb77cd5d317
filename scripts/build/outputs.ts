import type { Metafile } from 'esbuild';

type Import = Metafile['outputs'][string]['imports'][number];

/** Outputs of a build and all that they import; `follows`: which imports count. Default: all. */
export const reachedFrom = (
  entries: readonly string[],
  { outputs }: Metafile,
  follows: (imported: Import) => boolean = () => true,
): ReadonlySet<string> => {
  const reached = new Set(entries);
  // A set that grows while it is walked is walked to its new end.
  for (const output of reached)
    for (const imported of outputs[output]?.imports ?? [])
      if (follows(imported) && imported.path in outputs) reached.add(imported.path);
  return reached;
};
