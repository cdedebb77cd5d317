import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the code of a function comes from. */
export type FunctionCode =
  | { readonly kind: 'folder'; readonly path: string }
  /** `Code.ZipFile` of a template: CommonJS, always the file `index.js`. */
  | { readonly kind: 'inline'; readonly source: string };

/** The folder with a function's code, as Lambda unpacks it. */
export interface UnpackedCode {
  readonly directory: string;
  /** Absolute path of the file that a handler's name, such as `index`, means. */
  entry(file: string): string;
}

/** Lambda's Node runtime brings the SDK; inline code may load it without shipping it. */
const runtimeScopes = ['@aws-sdk', '@smithy', '@aws-crypto'];

/** Unpacks code into fresh folders, outside any project, so that nothing but the code and the runtime's SDK is in reach. */
export class CodeStore {
  #root: Promise<string> | undefined;
  readonly #unpacked = new Map<FunctionCode, Promise<UnpackedCode>>();

  constructor(private readonly projectDirectory: string) {}

  /** Unpacks each code once. */
  unpack(code: FunctionCode): Promise<UnpackedCode> {
    const known = this.#unpacked.get(code) ?? this.#unpackNew(code);
    this.#unpacked.set(code, known);
    return known;
  }

  async #unpackNew(code: FunctionCode): Promise<UnpackedCode> {
    const directory = await mkdtemp(join(await this.#folder(), 'code-'));
    switch (code.kind) {
      case 'folder':
        await cp(code.path, directory, { recursive: true });
        return { directory, entry: (file) => join(directory, `${file}.mjs`) };
      case 'inline':
        await this.#writeInline(directory, code.source);
        return { directory, entry: (file) => join(directory, `${file}.js`) };
    }
  }

  /** An empty folder for a process to run in. */
  async emptyDirectory(): Promise<string> {
    return mkdtemp(join(await this.#folder(), 'work-'));
  }

  async writeFile(name: string, content: string): Promise<string> {
    const path = join(await this.#folder(), name);
    await writeFile(path, content);
    return path;
  }

  async close(): Promise<void> {
    if (this.#root !== undefined) await rm(await this.#root, { recursive: true, force: true });
  }

  #folder(): Promise<string> {
    this.#root ??= mkdtemp(join(tmpdir(), 'simulator-'));
    return this.#root;
  }

  async #writeInline(directory: string, source: string): Promise<void> {
    const modules = join(directory, 'node_modules');
    await mkdir(modules, { recursive: true });
    await writeFile(join(directory, 'index.js'), source);
    for (const scope of runtimeScopes)
      await symlink(join(this.projectDirectory, 'node_modules', scope), join(modules, scope), 'dir');
  }
}
