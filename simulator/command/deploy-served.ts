import { parseTemplate } from '../../cloudformation/template';
import type { Simulator } from '../index';
import type { Screen } from '../screen/screen';
import { CommandError } from './errors';
import { badEnd, showOutputs } from './outcome';
import { withServiceToken } from './session';
import { inFile, readTemplate, type TemplateFile } from './template-file';

export interface Deployments {
  /** Paths. */
  readonly templates: readonly string[];
  /** Of the templates, in their order; those without one are named after the default. */
  readonly stackNames: readonly string[];
  /** Each goes to every template that has it. */
  readonly parameters: Readonly<Record<string, string>>;
}

interface Deployment extends TemplateFile {
  readonly stackName: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const defaultName = (index: number): string => (index === 0 ? 'simulated-stack' : `simulated-stack-${index + 1}`);

const declaredIn = ({ path, templateBody }: TemplateFile): Promise<readonly string[]> =>
  inFile(path, async () => Object.keys(parseTemplate(templateBody).parameters));

/** @throws CommandError when something is left over that no template takes. */
const planned = async ({ templates, stackNames, parameters }: Deployments): Promise<readonly Deployment[]> => {
  if (stackNames.length > templates.length)
    throw new CommandError(
      `--stack-name ${stackNames[templates.length]}: there is no --template for it; they are matched in their order`,
    );
  const files = await Promise.all(templates.map(readTemplate));
  const declared = await Promise.all(files.map(declaredIn));
  const superfluous = Object.keys(parameters).find((name) => !declared.flat().includes(name));
  if (superfluous !== undefined)
    throw new CommandError(`--parameter ${superfluous}: no --template has a parameter of that name`);
  return files.map((file, index) => ({
    ...file,
    stackName: stackNames[index] ?? defaultName(index),
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => declared[index]?.includes(name))),
  }));
};

/**
 * Creates a stack of each template, one after the other, so that one may import what another exports. One that ends badly
 * is told and stays as it is: somebody may want to look at it.
 * @throws CommandError when something cannot be read, or CloudFormation does not even begin.
 */
export const deployServed = async (simulator: Simulator, screen: Screen, deployments: Deployments): Promise<void> => {
  for (const { path, templateBody, stackName, parameters } of await planned(deployments)) {
    screen.heading(`Create the stack ${stackName}: ${path}`);
    const stack = await inFile(path, async () =>
      simulator.cloudFormation.createStack({
        stackName,
        templateBody,
        parameters: withServiceToken(templateBody, parameters, simulator.serviceToken),
      }),
    );
    await simulator.settled();
    showOutputs(screen, stack);
    if (stack.stackStatus !== 'CREATE_COMPLETE') screen.bad(badEnd(stack));
  }
  if (deployments.templates.length > 0) screen.note('');
};
