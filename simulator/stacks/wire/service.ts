import type { QueryService } from '../../query/responder';
import type { CloudFormation } from '../engine';
import { reads } from './reads';
import { type WritesOptions, writes } from './writes';

/** So small that a handful of items already makes several pages. */
const pageSize = 3;

/** CloudFormation as it is spoken to over a wire. */
export const cloudFormationService = (cloudFormation: CloudFormation, options: WritesOptions): QueryService => ({
  name: 'cloudformation',
  version: '2010-05-15',
  namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  operations: { ...reads(cloudFormation, pageSize), ...writes(cloudFormation, options) },
});
