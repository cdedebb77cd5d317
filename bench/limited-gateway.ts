import { type IotOperation, IotServiceError, type RateLimit } from '../simulator/iot';
import { IotGateway, type IotOutcome, type IotRequest } from '../simulator/iot/gateway';
import { TokenBucket } from '../simulator/iot/token-bucket';

/** Calls a second and at once, as AWS IoT limits each operation in an account by itself. */
export const limitOf = (operation: IotOperation): RateLimit =>
  operation === 'DescribeSecurityProfile' ? { perSecond: 25, burst: 25 } : { perSecond: 10, burst: 10 };

/** A gateway that limits the rate of each operation by itself, as AWS does. */
export class LimitedGateway extends IotGateway {
  readonly #buckets = new Map<IotOperation, TokenBucket>();

  override async handle(request: IotRequest): Promise<IotOutcome> {
    const { operation, input } = request;
    const bucket = this.#buckets.get(operation) ?? new TokenBucket(limitOf(operation), Date);
    this.#buckets.set(operation, bucket);
    if (bucket.take()) return super.handle(request);
    const error = new IotServiceError('ThrottlingException', 400, 'Rate exceeded');
    const { name, message, status } = error;
    this.journal.record({ operation, input, effective: false, time: Date.now(), status, error: { name, message } });
    return { kind: 'error', error };
  }
}
