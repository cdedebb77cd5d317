import { randomUUID } from 'node:crypto';
import { defectText, type Responder, type WireAnswer } from '../../loopback/message';
import type { IotGateway } from '../gateway/gateway';
import { IotServiceError } from '../profiles/errors';
import { answerOf, errorAnswerOf, requestOf } from './wire';

/** Answers what comes over a wire with what a gateway says. */
export const iotResponder =
  (gateway: IotGateway): Responder =>
  async (request) => {
    const requestId = randomUUID();
    try {
      const outcome = await gateway.handle(requestOf(request, gateway.service.location.region));
      switch (outcome.kind) {
        case 'answer':
          return answerOf(outcome.output, requestId);
        case 'cut':
          return cutShort(answerOf(outcome.output, requestId));
        case 'error':
          return errorAnswerOf(outcome.error, requestId);
        case 'reset':
        case 'silence':
          return outcome.kind;
      }
    } catch (error) {
      if (error instanceof IotServiceError) return errorAnswerOf(error, requestId);
      // A fault of the simulator itself must reach the caller as one, not as silence.
      return errorAnswerOf(new IotServiceError('InternalFailureException', 500, defectText(error)), requestId);
    }
  };

const cutShort = (answer: WireAnswer): WireAnswer => ({
  ...answer,
  body: answer.body.slice(0, Math.ceil(answer.body.length / 2)),
});
