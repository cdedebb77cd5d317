import path from 'node:path';
import type { DeployedStack } from '../../aws/cloudformation';
import type { ResourceDefinition } from '../../cloudformation/template';
import { CommandError } from '../errors';
import type { Account } from '../live/account';
import { visible } from '../screen/visible';
import {
  type Declaration,
  declare,
  declareStack,
  exportsFor,
  nestedParameters,
  type Parameters,
  unchangedIds,
} from './deployment';
import { readTemplateFiles, type TemplateFile } from './files';
import { type Place, scopeOf } from './known';
import { iotTypes, isActive } from './resources';
import { isNoTemplate, mayHoldProfiles, nestedIn } from './template';

/** A stack as it is, as far as one was asked for, beside what a file would make of it. */
export interface Pair {
  /** `undefined` where only the file is looked at, or where the stack is not there yet. */
  readonly stack: DeployedStack | undefined;
  readonly before: Declaration | undefined;
  readonly after: Declaration;
  /** The name that the stack has, or will have; empty where only the file is looked at. */
  readonly stackName: string;
}

/** Nested stacks that could not be looked into, each with why. */
export interface Unseen {
  readonly what: string;
  readonly why: string;
}

export interface Pairs {
  readonly pairs: readonly Pair[];
  readonly unseen: readonly Unseen[];
}

/** Where the credentials lead to. */
export const placeOf = async ({ identity, region }: Account): Promise<Place> => {
  const known = await identity();
  return { region, ...(known === undefined ? {} : { accountId: known.accountId, partition: known.partition }) };
};

interface Nesting {
  readonly account: Account;
  readonly place: Place;
  readonly parameters: Parameters;
  /** The name or the id of the stack; `undefined` where none is asked for. */
  readonly stack: string | undefined;
  /** Whether the stack is one that a parent has: its parameters come from there alone. */
  readonly isNested: boolean;
}

const pairOf = async (file: TemplateFile, nesting: Nesting): Promise<Pair> => {
  const { account, place, stack: asked } = nesting;
  const stack = asked === undefined ? undefined : await account.stacks.stack(asked);
  const exports = await exportsFor([file.text, stack?.template ?? ''], account);
  const before = stack && declareStack(stack, place, exports);
  const stackPlace: Place = {
    ...place,
    ...(stack === undefined
      ? asked === undefined
        ? {}
        : { stackName: asked }
      : { stackName: stack.name, stackId: stack.id }),
  };
  const request = {
    source: file.path,
    text: file.text,
    // As the CLI and the console do: what is not given keeps its value.
    parameters: { ...(nesting.isNested ? {} : stack?.parameters), ...nesting.parameters },
    // CloudFormation reads the parameter store anew at each deployment: what it finds then is not known.
    ssmParameters: {},
    place: stackPlace,
    exports,
  };
  const alone = declare({ ...request, physicalIds: {} });
  const after = before === undefined ? alone : declare({ ...request, physicalIds: unchangedIds(before, alone) });
  return { stack, before, after, stackName: stack?.name ?? asked ?? '' };
};

const stackType = 'AWS::CloudFormation::Stack';

/** The nested stacks that a template has, as far as their conditions are known. */
const nestedOf = ({ read, known }: Declaration): readonly ResourceDefinition[] => {
  const scope = scopeOf(read.template, known);
  return Object.values(read.template.resources).filter(
    (definition) =>
      (definition.type === stackType || definition.type === 'AWS::Serverless::Application') &&
      isActive(definition, scope) !== false,
  );
};

/** What a stack that is nested no more had: all of it goes with it. */
const removedPairs = async (physicalId: string, source: string, nesting: Nesting): Promise<readonly Pair[]> => {
  const declarations = await stackDeclarations(physicalId, nesting.account, nesting.place).catch((error: unknown) => {
    // It may have been deleted by hand.
    if (error instanceof CommandError) return [];
    throw error;
  });
  return declarations.map(({ stack, declaration }) => ({
    stack,
    before: declaration,
    after: { ...declaration, source, read: { ...declaration.read, unread: [], notLookedInto: [] }, profiles: [] },
    stackName: stack.name,
  }));
};

const withNested = async (file: TemplateFile, nesting: Nesting): Promise<Pairs> => {
  const own = await pairOf(file, nesting);
  const pairs: Pair[] = [own];
  const unseen: Unseen[] = own.after.read.notLookedInto.map(({ name }) => ({
    what: name,
    why: 'what it makes is known only when it is deployed',
  }));
  const local = new Map(nestedIn(own.after.read, file.path).map((nested) => [nested.logicalId, nested.path]));
  const nested = nestedOf(own.after);
  for (const { logicalId } of nested) {
    const nestedFile = local.get(logicalId);
    if (nestedFile === undefined) {
      unseen.push({ what: `nested stack ${logicalId}`, why: 'its template is no file beside its parent' });
      continue;
    }
    const physicalId = own.before?.known.physicalIds[logicalId];
    for (const inner of await readTemplateFiles([nestedFile])) {
      const below = await withNested(inner, {
        ...nesting,
        parameters: nestedParameters(own.after, logicalId),
        stack: physicalId ?? (nesting.stack === undefined ? undefined : `${own.stackName}-${logicalId}`),
        isNested: true,
      });
      pairs.push(...below.pairs);
      unseen.push(...below.unseen);
    }
  }
  const kept = new Set(nested.map(({ logicalId }) => logicalId));
  for (const { logicalId } of own.before === undefined ? [] : nestedOf(own.before)) {
    const physicalId = own.before?.known.physicalIds[logicalId];
    if (!kept.has(logicalId) && physicalId !== undefined)
      pairs.push(...(await removedPairs(physicalId, file.path, nesting)));
  }
  return { pairs, unseen };
};

export interface FileRequest {
  readonly file: string;
  readonly stack?: string;
  readonly parameters: Parameters;
}

/** The file, or that template of a cloud assembly which is the stack's. @throws CommandError */
const chosenFiles = async ({ file, stack }: FileRequest): Promise<readonly TemplateFile[]> => {
  const files = (await readTemplateFiles([file])).filter(({ isNested }) => isNested !== true);
  const holding = files.filter((one) => mayHoldProfiles(one.text, iotTypes) && !isNoTemplate(one));
  if (stack === undefined || files.length === 1) return holding.length === 0 ? files.slice(0, 1) : holding;
  const ofStack = files.filter(
    ({ stackName, path: one }) => stackName === stack || path.basename(one).startsWith(`${stack}.`),
  );
  if (ofStack.length > 0) return ofStack;
  const names = files.flatMap(({ stackName }) => stackName ?? []);
  throw new CommandError(
    `${file} has no template of the stack ${visible(stack)}; ${names.length > 0 ? `it has those of ${names.join(', ')}` : 'give the template itself'}`,
  );
};

/** What files declare beside what is deployed, nested stacks too. @throws CommandError */
export const pairsOf = async (request: FileRequest, account: Account): Promise<Pairs> => {
  const files = await chosenFiles(request);
  const place = await placeOf(account);
  const all = await Promise.all(
    files.map((file) =>
      withNested(file, {
        account,
        place,
        parameters: parametersFor(file, files, request.parameters),
        stack: request.stack,
        isNested: false,
      }),
    ),
  );
  return { pairs: all.flatMap(({ pairs }) => pairs), unseen: all.flatMap(({ unseen }) => unseen) };
};

/** Of several templates each has only some of the parameters that are given; of one, all must be its own. */
const parametersFor = (file: TemplateFile, files: readonly TemplateFile[], given: Parameters): Parameters =>
  files.length === 1 ? given : Object.fromEntries(Object.entries(given).filter(([name]) => file.text.includes(name)));

/** What stacks that are deployed declare, and those nested in them. @throws CommandError */
export const stackDeclarations = async (
  name: string,
  account: Account,
  place: Place,
): Promise<readonly { readonly stack: DeployedStack; readonly declaration: Declaration }[]> => {
  const stack = await account.stacks.stack(name);
  if (stack === undefined) throw new CommandError(`there is no stack ${visible(name)} in ${account.region}`);
  const exports = await exportsFor([stack.template], account);
  const declaration = declareStack(stack, place, exports);
  const nested = Object.values(declaration.read.template.resources).flatMap(({ logicalId, type }) =>
    type === stackType ? (stack.physicalIds[logicalId] ?? []) : [],
  );
  const below = await Promise.all(nested.map((id) => stackDeclarations(id, account, place)));
  return [{ stack, declaration }, ...below.flat()];
};
