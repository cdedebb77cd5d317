import { connectExceptions } from './connect-exceptions';
import { connectPaths } from './connect-paths';
import { proveAll } from './matrix-suite';

describe('whatever strikes whichever call, the stack and Amazon Connect end as they should', () =>
  proveAll('Amazon Connect', connectPaths, connectExceptions));
