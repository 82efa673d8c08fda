import type { KafkajsLogger } from '../kafkajs/internals.ts';

export interface TlsSettings {
  /** Certificates to trust, as PEM; left out: those that Node.js trusts. */
  readonly ca?: string | undefined;
  /** This client's certificate and key, as PEM, where the brokers want one. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

export interface SaslSettings {
  readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

/** What all connections of a log share. */
export interface ConnectionSettings {
  readonly clientId: string;
  readonly tls: TlsSettings | undefined;
  readonly sasl: SaslSettings | undefined;
  readonly connectTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly kafkajsLogger: KafkajsLogger;
}
