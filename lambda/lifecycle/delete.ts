import { type FailedCreate, parseFailedCreateId } from '../../core/ownership/physical-id';
import { errorText } from '../../runtime/error-text';
import type { DeleteRequest } from '../custom-resource/request';
import type { OperationContext } from '../custom-resource/resource-type';
import type { Types } from './kind';
import { lookAgain, remove, removeLeftover } from './remove';
import { openSession, type SessionTools } from './session';

/** Milliseconds for which what a create has left is looked for: it may still be at work. */
const longestWatch = 30_000;
/** Milliseconds for which a Delete asks after a create that has changed nothing. */
const longestCheck = 20_000;

/** One Delete, and for how long its calls may take. */
class Deletion<T extends Types> {
  constructor(
    private readonly request: DeleteRequest,
    private readonly operation: OperationContext,
    private readonly tools: SessionTools<T>,
  ) {}

  #session(longest?: number) {
    const { deadline } = this.operation;
    return openSession(this.request, this.operation, this.tools, {
      deadline: longest === undefined ? deadline : deadline.within(longest),
    });
  }

  /** By the mark of the create alone. */
  async ofFailedCreate({ isRefused, requestId, name: key }: FailedCreate): Promise<void> {
    const address = this.tools.kind.addressOfKey(key);
    if (address === undefined) return;
    const removal = () => ({ kind: 'failed-create', requestId }) as const;
    if (!isRefused) return removeLeftover(this.#session(), this.#session(longestWatch), address, removal);
    try {
      await remove(this.#session(longestCheck), address, removal);
    } catch (error) {
      // No call of that create can have changed anything: there is nothing for which the stack should wait.
      this.operation.log('could not check whether the refused create has left anything', {
        name: key,
        error: errorText(error),
      });
    }
  }

  /** Resolves with whether something stood there. */
  async ofId(address: T['address']): Promise<boolean> {
    const owner = await remove(this.#session(), address, (live) => this.tools.kind.removalOfId(this.request, live));
    return owner !== undefined;
  }

  /** Under an id that says nothing: a create that never answered has made what it made under the key it was given. */
  async ofImpliedKey(): Promise<void> {
    const { kind } = this.tools;
    const address = kind.addressOfKey(kind.keyOf(this.request));
    if (address === undefined) return;
    const adoptExisting = kind.saysAdoptExisting(this.request.properties);
    const watch = this.#session(longestWatch);
    const removal = () => ({ kind: 'implied-name', adoptExisting }) as const;
    await remove(this.#session(), address, removal);
    // CloudFormation does not wait for a create that it cancels: what it makes comes when it comes, and perhaps twice.
    await lookAgain(watch, async () => {
      await remove(watch, address, removal);
      return false;
    });
  }
}

/**
 * Delete: acts on the physical id and on the marks, never on the shape of the properties, so that a bad property cannot
 * block it. Where nothing stands, that is success.
 */
export const deleteWhatStands = async <T extends Types>(
  request: DeleteRequest,
  operation: OperationContext,
  tools: SessionTools<T>,
): Promise<void> => {
  const { physicalResourceId } = request;
  const deletion = new Deletion(request, operation, tools);
  const failedCreate = parseFailedCreateId(physicalResourceId);
  if (failedCreate !== undefined) return deletion.ofFailedCreate(failedCreate);
  const address = tools.kind.addressOfId(physicalResourceId);
  if (address !== undefined) {
    const stood = await deletion.ofId(address);
    if (stood || !tools.kind.hasInventedId(request)) return;
  }
  await deletion.ofImpliedKey();
};
