import { readFile } from 'node:fs/promises';
import { decoded } from '../../cloudformation/bytes';
import { CommandError } from './errors';

/** A template, and where it was read. */
export interface TemplateFile {
  readonly path: string;
  readonly templateBody: string;
}

const fileProblems: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read',
  EISDIR: 'it is a directory',
  ENOENT: 'there is no such file',
};

const fileProblem = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
  return fileProblems[code] ?? code;
};

/** @throws CommandError when it cannot be read */
export const readTemplate = async (path: string): Promise<TemplateFile> => {
  try {
    return { path, templateBody: decoded(await readFile(path)) };
  } catch (error) {
    throw new CommandError(`cannot read the template ${path}: ${fileProblem(error)}`);
  }
};

/** Names the file in what CloudFormation says of its template. */
export const inFile = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && (error.name === 'ValidationError' || error.name === 'UnsupportedError'))
      throw new CommandError(`${path}: ${error.message}`);
    throw error;
  }
};
