/**
 * The one door to kafkajs' inner layer, whose version is pinned: it declares what is used of it, since
 * kafkajs declares only its public API. docs/adr/0012-kafkajs-below-its-api.md says why it is used.
 */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsApiKeys from 'kafkajs/src/protocol/requests/apiKeys.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsBroker from 'kafkajs/src/broker/index.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsConnection from 'kafkajs/src/network/connection.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsDecoder from 'kafkajs/src/protocol/decoder.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsEncoder from 'kafkajs/src/protocol/encoder.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsErrors from 'kafkajs/src/protocol/error.js';
// @ts-expect-error kafkajs has no declarations of its inner layer.
import kafkajsRequests from 'kafkajs/src/protocol/requests/index.js';

/** A request of Kafka's protocol, and how its answer is read. */
export interface KafkaRequest<T> {
  readonly request: {
    readonly apiKey: number;
    readonly apiName: string;
    readonly apiVersion: number;
    readonly encode: () => Promise<Encoder>;
  };
  readonly response: {
    readonly decode: (payload: Buffer) => Promise<unknown>;
    readonly parse: (decoded: never) => Promise<T>;
  };
  /** How long its answer may take, where that is longer than usual. */
  readonly requestTimeout?: number | null;
}

/** Appends to a buffer that grows: Kafka's primitive types. `UVarInt…` are those of flexible versions. */
export interface Encoder {
  buf: Buffer;
  offset: number;
  writeInt8(value: number): this;
  writeInt16(value: number): this;
  writeInt32(value: number): this;
  writeInt64(value: number): this;
  writeBoolean(value: boolean): this;
  writeString(value: string | null): this;
  writeBuffer(value: Buffer): this;
  writeUVarInt(value: number): this;
  writeUVarIntString(value: string | null): this;
}

export interface Decoder {
  readonly buffer: Buffer;
  offset: number;
  readInt8(): number;
  readInt16(): number;
  readInt32(): number;
  readInt64(): bigint;
  readString(): string;
  readUVarInt(): number;
  readUVarIntString(): string;
}

/** The logger that kafkajs takes. */
export interface KafkajsLogger {
  namespace(): KafkajsLogger;
  debug(message: string, extra?: object): void;
  info(message: string, extra?: object): void;
  warn(message: string, extra?: object): void;
  error(message: string, extra?: object): void;
}

export interface SocketOptions {
  readonly host: string;
  readonly port: number;
  readonly onConnect: () => void;
}

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly clientId: string;
  readonly ssl: object | null;
  readonly sasl: object | null;
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
  readonly enforceRequestTimeout: boolean;
  readonly logger: KafkajsLogger;
  readonly socketFactory: (options: SocketOptions) => Socket | TLSSocket;
}

export type ApiVersions = Readonly<
  Record<string, { readonly minVersion: number; readonly maxVersion: number }>
>;

/** One connection to a broker: frames, correlation ids, authentication. */
export interface Connection {
  readonly requestQueue: {
    readonly pending: readonly unknown[];
    scheduleCheckPendingRequests: () => void;
  };
  connect(): Promise<void>;
  authenticate(): Promise<void>;
  isConnected(): boolean;
  setVersions(versions: ApiVersions): void;
  setSupportAuthenticationProtocol(isSupported: boolean): void;
  send<T>(request: KafkaRequest<T>): Promise<T>;
  rejectRequests(error: Error): void;
  disconnect(): Promise<void>;
}

/** What kafkajs' broker wants of a connection. */
export interface ConnectionPool {
  readonly host: string;
  readonly port: number;
  readonly connectionTimeout: number;
  send<T>(request: KafkaRequest<T>): Promise<T>;
  destroy(): Promise<void>;
}

/** One broker as kafkajs has it: a method for each request. Declared are those of consumer groups. */
export interface Broker {
  lookupRequest: unknown;
  joinGroup(options: {
    readonly groupId: string;
    readonly memberId: string;
    readonly sessionTimeout: number;
    readonly rebalanceTimeout: number;
    readonly groupProtocols: readonly { readonly name: string; readonly metadata: Buffer }[];
  }): Promise<{
    readonly generationId: number;
    readonly leaderId: string;
    readonly memberId: string;
    readonly members: readonly { readonly memberId: string; readonly memberMetadata: Buffer }[];
  }>;
  syncGroup(options: {
    readonly groupId: string;
    readonly generationId: number;
    readonly memberId: string;
    readonly groupAssignment: readonly {
      readonly memberId: string;
      readonly memberAssignment: Buffer;
    }[];
  }): Promise<{ readonly memberAssignment: Buffer }>;
  heartbeat(options: {
    readonly groupId: string;
    readonly groupGenerationId: number;
    readonly memberId: string;
  }): Promise<unknown>;
  leaveGroup(options: { readonly groupId: string; readonly memberId: string }): Promise<unknown>;
  describeGroups(options: { readonly groupIds: readonly string[] }): Promise<{
    readonly groups: readonly {
      readonly groupId: string;
      readonly state: string;
      readonly members: readonly {
        readonly memberId: string;
        readonly memberMetadata: Buffer;
        readonly memberAssignment: Buffer;
      }[];
    }[];
  }>;
}

/** The versions that kafkajs has of a request, each with a function of the request's fields. */
export interface RequestDefinition {
  protocol(options: { readonly version: number }): (fields?: object) => KafkaRequest<unknown>;
}

type RequestName =
  | 'AddOffsetsToTxn'
  | 'AddPartitionsToTxn'
  | 'ApiVersions'
  | 'CreateTopics'
  | 'DeleteRecords'
  | 'DescribeConfigs'
  | 'EndTxn'
  | 'GroupCoordinator'
  | 'InitProducerId'
  | 'ListOffsets'
  | 'Metadata'
  | 'OffsetCommit'
  | 'SaslHandshake'
  | 'TxnOffsetCommit';

interface RequestsModule {
  readonly requests: Readonly<Record<RequestName, RequestDefinition>>;
  readonly lookup: (versions: ApiVersions) => unknown;
}

interface ErrorsModule {
  readonly errorCodes: readonly { readonly type: string; readonly code: number }[];
}

export const Connection = kafkajsConnection as new (options: ConnectionOptions) => Connection;
export const Broker = kafkajsBroker as new (options: {
  readonly connectionPool: ConnectionPool;
  readonly logger: KafkajsLogger;
}) => Broker;
export const Encoder = kafkajsEncoder as new (initialBytes?: number) => Encoder;
export const Decoder = kafkajsDecoder as new (buffer: Buffer) => Decoder;
/** The numbers of the requests by their names. */
export const apiKeys = kafkajsApiKeys as Readonly<
  Record<RequestName | 'Fetch' | 'OffsetFetch' | 'Produce', number>
>;
export const { requests, lookup } = kafkajsRequests as RequestsModule;
export const { errorCodes } = kafkajsErrors as ErrorsModule;
