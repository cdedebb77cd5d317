import { exceptions } from './exceptions';
import { proveAll } from './matrix-suite';
import { paths } from './paths';

describe('whatever strikes whichever call, the stack and AWS IoT end as they should', () =>
  proveAll('AWS IoT', paths, exceptions));
