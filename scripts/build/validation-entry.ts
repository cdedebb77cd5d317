import * as explanation from '../../core/iot-security-profile/explain-problem';
import * as properties from '../../core/iot-security-profile/properties';
import * as parts from '../../core/iot-security-profile/properties/known-parts';
import * as hints from '../../core/schema/hints';
import type {
  DescribeProblem,
  DescribeProblems,
  ExplainProblem,
  NearestName,
  ReadKnownParts,
  ReadProperties,
} from './validation-types';

export type { Certainty, Problem } from './validation-types';

// Annotated, so that the types that are published beside the bundle cannot differ from what it does.
export const readProperties: ReadProperties = properties.readProperties;
export const readKnownParts: ReadKnownParts = parts.readKnownParts;
export const describeProblem: DescribeProblem = properties.describeProblem;
export const describeProblems: DescribeProblems = properties.describeProblems;
export const nearestName: NearestName = hints.nearestName;
export const explainProblem: ExplainProblem = explanation.explainProblem;
