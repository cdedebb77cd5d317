import { hasInventedId, nameOf } from '../../core/iot-security-profile/name';
import { isSecurityProfileName } from '../../core/iot-security-profile/properties';
import { removalOfName, saysAdoptExisting } from '../../core/iot-security-profile/removal';
import { type FailedCreate, parseFailedCreateId } from '../../core/ownership/physical-id';
import { errorText } from '../../runtime/error-text';
import type { DeleteRequest } from '../custom-resource/request';
import type { OperationContext } from '../custom-resource/resource-type';
import { lookAgain, removeLeftover, removeProfile } from './remove';
import { openSession, type SessionTools } from './session';

/** Milliseconds for which what a create has left is looked for: it may still be at work. */
const longestWatch = 30_000;
/** Milliseconds for which a Delete asks after a create that has changed nothing. */
const longestCheck = 20_000;

/** One Delete, and for how long its calls may take. */
class Deletion {
  constructor(
    private readonly request: DeleteRequest,
    private readonly operation: OperationContext,
    private readonly tools: SessionTools,
  ) {}

  #session(longest?: number) {
    const { deadline } = this.operation;
    return openSession(this.request, this.operation, this.tools, {
      deadline: longest === undefined ? deadline : deadline.within(longest),
    });
  }

  /** By the mark of the create alone. */
  async ofFailedCreate({ isRefused, requestId, name }: FailedCreate): Promise<void> {
    if (!isSecurityProfileName(name)) return;
    const removal = { kind: 'failed-create', requestId } as const;
    if (!isRefused) return removeLeftover(this.#session(), this.#session(longestWatch), name, removal);
    try {
      await removeProfile(this.#session(longestCheck), name, removal);
    } catch (error) {
      // No call of that create can have changed anything: there is nothing for which the stack should wait.
      this.operation.log('could not check whether the refused create has left anything', {
        name,
        error: errorText(error),
      });
    }
  }

  /** Resolves with whether a profile stood there. */
  async ofName(name: string): Promise<boolean> {
    const owner = await removeProfile(this.#session(), name, removalOfName(this.request, name));
    return owner !== undefined;
  }

  /** Under an id that says nothing: a create that never answered has made what it made under the name it was given. */
  async ofImpliedName(): Promise<void> {
    const name = nameOf(this.request);
    if (name === '') return;
    const adoptExisting = saysAdoptExisting(this.request.properties);
    const watch = this.#session(longestWatch);
    const removal = { kind: 'implied-name', adoptExisting } as const;
    await removeProfile(this.#session(), name, removal);
    // CloudFormation does not wait for a create that it cancels: what it makes comes when it comes, and perhaps twice.
    await lookAgain(watch, async () => {
      await removeProfile(watch, name, removal);
      return false;
    });
  }
}

/**
 * Delete: acts on the physical id and on the marks, never on the shape of the properties, so that a bad property cannot
 * block it. A profile that is not there is success.
 */
export const deleteSecurityProfile = async (
  request: DeleteRequest,
  operation: OperationContext,
  tools: SessionTools,
): Promise<void> => {
  const { physicalResourceId } = request;
  const deletion = new Deletion(request, operation, tools);
  const failedCreate = parseFailedCreateId(physicalResourceId);
  if (failedCreate !== undefined) return deletion.ofFailedCreate(failedCreate);
  if (isSecurityProfileName(physicalResourceId)) {
    const stood = await deletion.ofName(physicalResourceId);
    if (stood || !hasInventedId(request)) return;
  }
  await deletion.ofImpliedName();
};
