/**
 * The major versions of Node, and why. What cannot import this (templates, workflows, the construct, whose sources jsii
 * compiles alone) is compared with it by `test/build/node-versions.test.ts`.
 */
export const nodeVersions = {
  /** The oldest on which the built code runs, and on which people build and test it: what they still have at hand. */
  oldest: 20,
  /** Of the functions that the templates define, and so what the inline handler is built for: Lambda's oldest that is supported. */
  templates: 22,
  /** Of the function that the construct defines: the newest of Lambda's, which rule sets for CDK apps ask for. */
  construct: 24,
  /** On which the whole suite runs before a change is taken. */
  tested: [20, 22, 24],
  /** What `.nvmrc` offers to those who work on the project; also that of the release. */
  development: 22,
} as const;
