import type { Problem } from '../../../schema/problem';
import { isAbsent } from '../../../schema/tree';
import { elementsOf, fine, type ProfileRule, problem, warning } from './rule';

/** Optional in the API's model; the native CloudFormation type requires both, and one of AWS's samples leaves the type out. */
export const flowModulesAreWhole: ProfileRule = ({ AllowedFlowModules }) =>
  elementsOf(AllowedFlowModules, 'AllowedFlowModules').flatMap(({ value, path }): readonly Problem[] => [
    ...(isAbsent(value.FlowModuleId)
      ? problem('strong', `${path}.FlowModuleId`, 'is missing; give the id of the flow module')
      : fine),
    ...(isAbsent(value.Type) ? warning(`${path}.Type`, 'is missing, and the service may require it; give MCP') : fine),
  ]);

export const agentsAreNamed: ProfileRule = ({ AllowedAIAgents }) =>
  elementsOf(AllowedAIAgents, 'AllowedAIAgents').flatMap(({ value, path }) =>
    isAbsent(value.Arn) ? warning(`${path}.Arn`, 'is missing, so that no agent is allowed; give its ARN') : fine,
  );
