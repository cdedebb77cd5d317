import { parseFailedCreateId } from '../../core/ownership/physical-id';
import type { UpdateRequest } from '../custom-resource/request';
import type { Completion, OperationContext } from '../custom-resource/resource-type';
import { type Converged, converge } from './converge';
import type { DeclaredUpdate, Types } from './kind';
import { requireValid, withDoubts } from './refusals';
import { replace } from './replace';
import { openSession, type Session, type SessionTools } from './session';
import { sweep } from './sweep';

/** Under an id that names nothing: the create that failed is made good. */
const createAfterAll = <T extends Types>(
  session: Session<T>,
  declared: DeclaredUpdate<T['properties']>,
): Promise<Converged> => {
  const { kind } = session;
  const failed = parseFailedCreateId(declared.physicalResourceId);
  const isSameKey = failed?.name === kind.keyOf(declared);
  return converge(
    session,
    kind.goalOfFixForward(declared, isSameKey ? failed.requestId : declared.requestId),
    // The Delete of the failed id looks under that id's key.
    failed === undefined || isSameKey
      ? undefined
      : `the security profile '${kind.nameOf(declared)}' may have been made by this update: if the stack does not keep it, ` +
          'look after it by hand',
  );
};

/** Whether the physical id names nothing. One that CloudFormation may have made up does where something of it stands. */
const isNothing = async <T extends Types>({ kind, access }: Session<T>, request: UpdateRequest): Promise<boolean> => {
  const address = kind.addressOfId(request.physicalResourceId);
  if (address === undefined) return true;
  return kind.hasInventedId(request) && (await access.look(address)) === undefined;
};

const reach = async <T extends Types>(
  session: Session<T>,
  declared: DeclaredUpdate<T['properties']>,
  isInPlace: boolean,
): Promise<Converged> => {
  const { kind } = session;
  if (isInPlace) return converge(session, kind.goalInPlace(declared));
  return (await isNothing(session, declared)) ? createAfterAll(session, declared) : replace(session, declared);
};

/**
 * Update: it becomes what the template now declares, from whatever it is. Another key is a replacement: a new one is made,
 * and CloudFormation then sends a Delete for the old one. An update that fails removes nothing: it cannot know what another
 * delivery of the same event has done.
 */
export const update = async <T extends Types>(
  request: UpdateRequest,
  operation: OperationContext,
  tools: SessionTools<T>,
): Promise<Completion> => {
  const { valid, doubts } = requireValid(
    tools.kind.readProperties(request.properties, operation.invokedFunctionArn),
    'certain',
    operation.log,
  );
  try {
    const session = openSession(request, operation, tools);
    const isInPlace = await session.access.isInPlace(request);
    const { arn, stood } = await reach(session, { ...request, valid }, isInPlace);
    await sweep({ request, operation, tools }, isInPlace ? stood : undefined);
    return await session.access.completion(request, arn);
  } catch (error) {
    throw withDoubts(error, doubts);
  }
};
