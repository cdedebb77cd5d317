import type { Plugin } from 'esbuild';
import type { SdkClient } from './functions';
import { standIns, type UnusedPart } from './stand-ins';

const partsFor = (client: SdkClient): readonly UnusedPart[] => [
  {
    file: '@smithy/core/dist-es/submodules/event-streams/index.js',
    exports: ['EventStreamSerde', 'eventStreamSerdeProvider'],
    reason: 'no operation that is used here has an event stream',
  },
  {
    file: '@smithy/signature-v4/dist-es/HeaderFormatter.js',
    exports: ['HeaderFormatter', 'Int64'],
    reason: 'it signs the headers of event streams, which no operation that is used here has',
    standIn: 'export class HeaderFormatter {}\nexport class Int64 {}',
  },
  {
    file: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Js.js',
    exports: ['Sha256Js'],
    reason: 'the Node of Lambda has SHA-256 of its own',
    // Only compared and assigned, never constructed, where Node has it.
    standIn: 'export const Sha256Js = undefined;',
  },
  {
    file: '@smithy/core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js',
    exports: ['CONFIG_PREFIX_SEPARATOR', 'loadSharedConfigFiles'],
    reason: 'a Lambda function is configured by its environment; it has no home directory with a file ~/.aws/config',
    standIn: `
      export { CONFIG_PREFIX_SEPARATOR } from './constants';
      export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });`,
  },
  {
    file: '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
    exports: ['getInstanceMetadataRegion'],
    reason: 'it asks an EC2 instance for its Region; a Lambda function has AWS_REGION, which is asked first',
  },
  {
    file: '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/service-customizations/s3.js',
    exports: [
      'resolveParamsForS3',
      'DOT_PATTERN',
      'S3_HOSTNAME_PATTERN',
      'isDnsCompatibleBucketName',
      'isArnBucketName',
    ],
    reason: 'it is about buckets',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/util-stream/sdk-stream-mixin.js',
    exports: ['sdkStreamMixin'],
    reason: 'no answer is a stream; only the container endpoint for credentials uses it, to read its text',
    standIn: `
      export const sdkStreamMixin = (stream) => Object.assign(stream, {
        transformToString: async () => {
          const chunks = [];
          for await (const chunk of stream) chunks.push(chunk);
          return Buffer.concat(chunks).toString();
        },
      });`,
  },
  {
    file: '@aws/lambda-invoke-store/dist-es/invoke-store.js',
    exports: ['InvokeStore', 'InvokeStoreBase'],
    reason: 'it is for functions that serve several events at once; ours has one, whose trace is in the environment',
    // The middleware that asks for it takes "none" for an answer and reads the environment.
    standIn: `
      export class InvokeStoreBase {}
      export const InvokeStore = { getInstanceAsync: async () => undefined };`,
  },
  {
    file: '@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/check-features.js',
    exports: ['checkFeatures'],
    reason: "it counts, for AWS, which of the SDK's features are in use",
    standIn: 'export const checkFeatures = async () => undefined;',
  },
  {
    file: '@aws-sdk/core/dist-es/submodules/client/emitWarningIfUnsupportedVersion.js',
    exports: ['emitWarningIfUnsupportedVersion', 'state'],
    reason: 'it warns, in the log, of a Node that later versions of the SDK will not run on; this one does',
    standIn: `
      export const state = {};
      export const emitWarningIfUnsupportedVersion = () => undefined;`,
  },
  {
    file: '@smithy/core/dist-es/submodules/config/defaults-mode/resolveDefaultsModeConfig.js',
    exports: ['resolveDefaultsModeConfig'],
    reason: 'all that a mode would decide, retries and timeouts, the client is given',
    standIn: "export const resolveDefaultsModeConfig = () => async () => 'legacy';",
  },
  {
    file: '@smithy/core/dist-es/submodules/client/smithy-client/defaults-mode.js',
    exports: ['loadConfigsForDefaultMode'],
    reason: 'all that a mode would decide, retries and timeouts, the client is given',
    standIn: 'export const loadConfigsForDefaultMode = () => ({});',
  },
  {
    file: '@smithy/signature-v4/dist-es/moveHeadersToQuery.js',
    exports: ['moveHeadersToQuery'],
    reason: 'it is for addresses that are signed in advance',
  },
  {
    file: '@smithy/core/dist-es/submodules/protocols/serde/HttpInterceptingShapeDeserializer.js',
    exports: ['HttpInterceptingShapeDeserializer'],
    reason: 'it reads what an answer has in headers or as plain text; ours have all of it in a JSON body',
    standIn: `
      export class HttpInterceptingShapeDeserializer {
        constructor(codec) { this.codec = codec; }
        setSerdeContext(context) { this.codec.setSerdeContext(context); }
        read(schema, data) { return this.codec.read(schema, data); }
      }`,
  },
  {
    file: '@smithy/core/dist-es/submodules/protocols/UnionSerde.js',
    exports: ['UnionSerde'],
    reason: 'no answer that is read here has a union',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/split-header.js',
    exports: ['splitHeader'],
    reason: 'no answer that is read here has a list in a header',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/split-every.js',
    exports: ['splitEvery'],
    reason: 'no answer that is read here has a list of dates in a header',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/quote-header.js',
    exports: ['quoteHeader'],
    reason: 'no request has a list in a header',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/util-base64/toBase64.js',
    exports: ['toBase64'],
    reason: 'nothing that is sent here has bytes',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/util-base64/fromBase64.js',
    exports: ['fromBase64'],
    reason: 'no answer that is read here has bytes',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/lazy-json.js',
    exports: ['LazyJsonString'],
    reason: 'nothing that is sent or read here is JSON inside a text',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/value/NumericValue.js',
    exports: ['NumericValue', 'nv'],
    reason: 'nothing that is sent or read here is a number of any size',
  },
  {
    file: '@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/isVirtualHostableS3Bucket.js',
    exports: ['isVirtualHostableS3Bucket'],
    reason: 'it is about buckets',
  },
  {
    file: '@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/parseArn.js',
    exports: ['parseArn'],
    reason: 'it is for addresses that depend on an ARN; those of the services here do not',
  },
  {
    file: '@smithy/core/dist-es/submodules/protocols/json/needsReviver.js',
    exports: ['needsReviver'],
    reason: 'it looks for numbers of any size and for documents, which no answer that is read here has',
    standIn: 'export const needsReviver = () => false;',
  },
  {
    file: '@smithy/core/dist-es/submodules/protocols/json/jsonReviver.js',
    exports: ['jsonReviver'],
    reason: 'it reads numbers of any size, which no answer that is read here has',
  },
  {
    file: '@smithy/core/dist-es/submodules/protocols/json/codec-v2/JsonBytesStringAdapter.js',
    exports: ['JsonBytesStringAdapter'],
    reason: 'it lets bytes pass for a text, for middleware that takes the body of a request for one; none here does',
    standIn: `
      export class JsonBytesStringAdapter extends Uint8Array {
        static allocUnsafe(size) {
          const { buffer, byteOffset, byteLength } = Buffer.allocUnsafe(size);
          return new JsonBytesStringAdapter(buffer, byteOffset, byteLength);
        }
      }`,
  },
  {
    file: '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js',
    exports: ['getLoggerPlugin', 'loggerMiddleware', 'loggerMiddlewareOptions'],
    reason: "the SDK's own log is off; each call is logged here, with its outcome and time",
    standIn: `
      export const getLoggerPlugin = () => ({ applyToStack: () => undefined });
      export const loggerMiddleware = undefined;
      export const loggerMiddlewareOptions = undefined;`,
  },
  {
    file: '@smithy/core/dist-es/submodules/client/smithy-client/schemaLogFilter.js',
    exports: ['schemaLogFilter'],
    reason: "it is for the SDK's own log, which is off",
    // Called for every command, for a log that goes nowhere.
    standIn: 'export const schemaLogFilter = () => undefined;',
  },
  {
    file: '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
    exports: ['AdaptiveRetryStrategy'],
    reason: 'the client is given its retry strategy, and each operation a pace of its own',
  },
  {
    file: '@smithy/core/dist-es/submodules/serde/date-utils.js',
    exports: [
      'dateToUtcString',
      'parseRfc3339DateTime',
      'parseRfc3339DateTimeWithOffset',
      'parseRfc7231DateTime',
      'parseEpochTimestamp',
    ],
    reason:
      'no request has a date; answers have seconds since 1970, and the container endpoint for credentials a usual text',
    standIn: `
      const refuse = () => { throw new Error('no date of this kind is read or written here'); };
      export const dateToUtcString = refuse;
      export const parseRfc3339DateTime = (text) => (text == null ? undefined : new Date(text));
      export const parseRfc3339DateTimeWithOffset = refuse;
      export const parseRfc7231DateTime = refuse;
      export const parseEpochTimestamp = (seconds) => (seconds == null ? undefined : new Date(seconds * 1_000));`,
  },
  {
    file: `${client.name}/dist-es/runtimeExtensions.js`,
    exports: ['resolveRuntimeExtensions'],
    reason: 'it lets extensions change the configuration of the client, and there are none',
    standIn: 'export const resolveRuntimeExtensions = (configuration) => configuration;',
  },
];

/** Leaves out what the SDK carries for other services and other machines: 36 kB less. */
export const unusedParts = (client: SdkClient): Plugin => standIns(partsFor(client));
