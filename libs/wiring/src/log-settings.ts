import { flag, wholeNumber } from '@user-information/service';
import { z } from 'zod';

/** A name or an IPv4 address, or an IPv6 address in brackets. */
const host = String.raw`([^\s,:[\]]+|\[[0-9a-fA-F:.]+\])`;
const address = String.raw`${host}:\d{1,5}`;

/** Which event log and schema registry a service uses; it spreads them into its own settings. */
export const logSettings = {
  EVENT_LOG: z
    .enum(['embedded', 'kafka'])
    .default('embedded')
    .describe('Where the topics are: in DATA_DIR, for one machine, or on Apache Kafka'),
  KAFKA_BROKERS: z
    .string()
    .regex(new RegExp(`^${address}(,${address})*$`))
    .default('127.0.0.1:9092')
    .meta({
      title: 'host:port, or several with commas between',
      description: 'Brokers to begin with; the default is what npm run kafka starts',
    }),
  KAFKA_SSL: flag().default(false).describe('Whether the brokers are spoken to over TLS'),
  KAFKA_SSL_CA_FILE: z
    .string()
    .optional()
    .describe('Certificates (PEM) to trust instead of those that Node.js trusts'),
  KAFKA_SSL_CERT_FILE: z
    .string()
    .optional()
    .describe('Certificate (PEM) of this client, where the brokers want one'),
  KAFKA_SSL_KEY_FILE: z.string().optional().describe('Key (PEM) of that certificate'),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'])
    .optional()
    .describe('How to log in to the brokers; left out: not at all'),
  KAFKA_SASL_USERNAME: z.string().optional().describe('The user to log in as'),
  KAFKA_SASL_PASSWORD: z.string().optional().describe("The user's password"),
  KAFKA_COMPRESSION: z
    .enum(['none', 'gzip', 'zstd'])
    .default('none')
    .describe('How batches of records are compressed'),
  KAFKA_REPLICATION_FACTOR: wholeNumber({ min: -1, max: 32_767 })
    .default(-1)
    .describe("Copies of each topic when it is created; -1 for the brokers' own default"),
  SCHEMA_REGISTRY_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:8181/apis/ccompat/v7')
    .meta({
      title: 'an http or https URL',
      description: "The schema registry's Confluent API, when EVENT_LOG is kafka",
    }),
  SCHEMA_REGISTRY_USERNAME: z.string().optional().describe('The user to ask the registry as'),
  SCHEMA_REGISTRY_PASSWORD: z.string().optional().describe("That user's password"),
};

/** The values of `logSettings`, and where this machine's files are. */
export type LogConfig = z.infer<z.ZodObject<typeof logSettings>> & {
  readonly DATA_DIR: string;
  readonly LOG_DURABILITY: 'process' | 'power';
};
