import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { arch, cpus, loadavg, totalmem, type } from 'node:os';
import path from 'node:path';

/** What the figures were measured on. */
export const machine = (): string => {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]?.toFixed(1);
  return `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${memory} GiB, ${type()} ${arch()}, load ${load} when it began`;
};

export const versionOf = (node: string): string => execFileSync(node, ['--version']).toString().trim();

/** This Node, and others where there are any: named by NODE_22 and NODE_24, or that of the npm package `node`. */
export const nodes = (root: string, environment: NodeJS.ProcessEnv): readonly string[] => {
  const others = [environment.NODE_22, environment.NODE_24, path.join(root, 'node_modules/.bin/node')];
  const found = others.filter((node): node is string => node !== undefined && node !== '' && existsSync(node));
  return [process.execPath, ...found];
};
