import { version } from '../../package.json';
import { readRetryBase } from '../../runtime/backoff';
import { systemClock } from '../../runtime/clock';
import { customResourceHandler, type HandlerDependencies } from './handler';
import { put } from './send-answer';

type OfFunction = Pick<HandlerDependencies, 'serviceName' | 'load' | 'nameOf'>;

/** A handler with the time, the network, the log and the environment of a Lambda function. */
export const lambdaHandler = (ofFunction: OfFunction): ReturnType<typeof customResourceHandler> =>
  customResourceHandler({
    ...ofFunction,
    clock: systemClock,
    put,
    write: (line) => console.log(line),
    retryBase: readRetryBase(process.env.RETRY_BASE_MILLISECONDS),
    version,
    secrets: () => [process.env.AWS_SESSION_TOKEN, process.env.AWS_SECRET_ACCESS_KEY, process.env.AWS_ACCESS_KEY_ID],
  });
