import type { Resource } from '../custom-resource/resource';
import { createSecurityProfile } from './create';
import { deleteSecurityProfile } from './delete';
import type { SessionTools } from './session';
import { updateSecurityProfile } from './update';

/** The security profile as CloudFormation sees it. */
export const createResource = (tools: SessionTools): Resource => ({
  create: (request, operation) => createSecurityProfile(request, operation, tools),
  update: (request, operation) => updateSecurityProfile(request, operation, tools),
  delete: (request, operation) => deleteSecurityProfile(request, operation, tools),
});
