import type { Mutant } from '../mutant';
import { answerMutants } from './answer';
import { callMutants } from './calls';
import { connectMutants } from './connect';
import { connectServiceMutants } from './connect-service';
import { explanationMutants } from './explanation';
import { lifecycleMutants } from './lifecycle';
import { operationMutants } from './operations';
import { ownershipMutants } from './ownership';
import { planMutants } from './plan';
import { propertyMutants } from './properties';
import { ruleMutants } from './rules';
import { sdkMutants } from './sdk';
import { templateMutants } from './templates';
import { timeMutants } from './time';
import { toolMutants } from './tool';

/** Picked by hand, over every file that decides something. */
export const mutants: readonly Mutant[] = [
  ...timeMutants,
  ...ownershipMutants,
  ...planMutants,
  ...callMutants,
  ...sdkMutants,
  ...lifecycleMutants,
  ...operationMutants,
  ...propertyMutants,
  ...ruleMutants,
  ...explanationMutants,
  ...answerMutants,
  ...templateMutants,
  ...toolMutants,
  ...connectMutants,
  ...connectServiceMutants,
];
