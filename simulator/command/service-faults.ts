import * as connect from '../connect';
import * as iot from '../iot';
import type { FaultEffect, FaultMoment } from '../service/types';

/** What can be asked to go wrong in a service, and by which words. */
export interface ServiceFaults<Operation extends string> {
  readonly operations: readonly Operation[];
  /** What is instead of the answer. */
  readonly effects: Readonly<Record<string, (when: FaultMoment) => FaultEffect>>;
  /** What is wrong with the answer of a call that has gone well. */
  readonly wrongAnswers: Readonly<Record<string, FaultEffect>>;
}

type ErrorEffect = Extract<FaultEffect, { readonly kind: 'error' }>;

const serviceError =
  (name: string, status: number, message: string, more: Pick<ErrorEffect, 'repeatsRequest' | 'members'> = {}) =>
  (when: FaultMoment): FaultEffect => ({
    kind: 'error',
    name,
    status,
    message,
    when,
    ...more,
  });

const wrongSignature =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

const denied = serviceError('AccessDeniedException', 403, 'User is not authorized to perform this operation');

/** Of any service. */
const commonEffects: ServiceFaults<string>['effects'] = {
  unknown: serviceError('UnknownOperationException', 404, 'The operation is not known'),
  signature: serviceError('SignatureDoesNotMatch', 403, wrongSignature, { repeatsRequest: true }),
  503: serviceError('ServiceUnavailableException', 503, 'The service is temporarily unavailable.'),
  reset: (when) => ({ kind: 'reset', when }),
  hang: (when) => ({ kind: 'hang', when }),
  crash: (when) => ({ kind: 'crash', when }),
};

const cut: FaultEffect = { kind: 'cut' };
const slow: FaultEffect = { kind: 'slow', milliseconds: 5_000 };

export const iotFaults: ServiceFaults<iot.IotOperation> = {
  operations: iot.iotOperations,
  effects: {
    throttle: serviceError('ThrottlingException', 400, 'Rate exceeded'),
    limit: serviceError('LimitExceededException', 410, 'A limit has been exceeded'),
    denied,
    conflict: serviceError('VersionConflictException', 409, 'The version of the security profile has changed'),
    500: serviceError('InternalFailureException', 500, 'An unexpected error has occurred.'),
    ...commonEffects,
  },
  wrongAnswers: {
    cut,
    'empty-page': iot.emptyPage,
    nameless: iot.withoutMembers('securityProfileName', 'securityProfileArn', 'version'),
    'repeated-token': iot.repeatedToken,
    slow,
  },
};

export const connectFaults: ServiceFaults<connect.ConnectOperation> = {
  operations: connect.connectOperations,
  effects: {
    throttle: serviceError('ThrottlingException', 429, 'Rate exceeded'),
    limit: serviceError('LimitExceededException', 429, 'A limit has been exceeded'),
    denied,
    duplicate: serviceError('DuplicateResourceException', 409, 'A security profile of that name already exists'),
    'in-use': serviceError('ResourceInUseException', 409, 'The security profile is in use', {
      members: { ResourceType: 'USER', ResourceId: 'somebody' },
    }),
    500: serviceError('InternalServiceException', 500, 'An unexpected error has occurred.'),
    ...commonEffects,
  },
  wrongAnswers: {
    cut,
    'empty-page': connect.emptyPage,
    nameless: connect.withoutMembers('SecurityProfile', 'SecurityProfileId', 'SecurityProfileArn'),
    'repeated-token': connect.repeatedToken,
    slow,
  },
};
