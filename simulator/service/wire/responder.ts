import { randomUUID } from 'node:crypto';
import { defectText, type Responder, type WireAnswer } from '../../loopback/message';
import { ServiceError } from '../errors';
import type { Gateway } from '../gateway/gateway';
import { answerOf, errorAnswerOf, requestOf } from './wire';

/** Answers what comes over a wire with what a gateway says. */
export const serviceResponder =
  <Operation extends string>(gateway: Gateway<Operation>): Responder =>
  async (request) => {
    const requestId = randomUUID();
    const { service } = gateway;
    const errorAnswer = (error: ServiceError) => errorAnswerOf(error, service.model.errorText, requestId);
    try {
      const outcome = await gateway.handle(requestOf(request, service));
      switch (outcome.kind) {
        case 'answer':
          return answerOf(outcome.output, requestId);
        case 'cut':
          return cutShort(answerOf(outcome.output, requestId));
        case 'error':
          return errorAnswer(outcome.error);
        case 'reset':
        case 'silence':
          return outcome.kind;
      }
    } catch (error) {
      if (error instanceof ServiceError) return errorAnswer(error);
      // A fault of the simulator itself must reach the caller as one, not as silence.
      return errorAnswer(new ServiceError('InternalFailureException', 500, defectText(error)));
    }
  };

const cutShort = (answer: WireAnswer): WireAnswer => ({
  ...answer,
  body: answer.body.slice(0, Math.ceil(answer.body.length / 2)),
});
