import type { Logger, Metrics } from '@user-information/observability';
import { z } from 'zod';

const positiveInteger = z.int().min(1);
const MEBIBYTE = 1_048_576;

/** What `openHttpSchemaRegistry` takes: validated, with its defaults. */
export const httpSchemaRegistryOptions = z.strictObject({
  /**
   * Where Confluent's API begins, without credentials: `http://127.0.0.1:8081` for Confluent's own and
   * Karapace, `http://127.0.0.1:8181/apis/ccompat/v7` for Apicurio. Of `https`, Node's authorities are
   * trusted; more are named in the environment variable NODE_EXTRA_CA_CERTS.
   */
  url: z.string(),
  /** For basic authentication, with `password`. A key and its secret are a name and its password. */
  username: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  /** Told once when the registry can't be asked, and once when it can be again. */
  logger: z.custom<Logger>(),
  /** Where the registry registers its metrics: one registry each. */
  metrics: z.custom<Metrics>().optional(),
  /** Aborting it closes the registry, so that what waits for it does not keep a service from stopping. */
  signal: z.custom<AbortSignal>().optional(),
  /** How long one request may take before it is made anew. */
  requestTimeoutMs: positiveInteger.default(10_000),
  /** The largest answer, in bytes. */
  maxResponseBytes: positiveInteger.default(4 * MEBIBYTE),
  /** How long to wait after a first failed request; twice as long after each further one. */
  minRetryMs: positiveInteger.default(250),
  maxRetryMs: positiveInteger.default(5_000),
  /**
   * How long a call waits for a registry that can't be asked, before it fails with REGISTRY; until the
   * registry is closed when left out. For callers who must answer somebody.
   */
  maxWaitMs: positiveInteger.optional(),
  /** How many ids that turn out unknown are asked for in a second, lest garbage floods the registry. */
  unknownIdsPerSecond: positiveInteger.default(100),
});

export type HttpSchemaRegistryOptions = z.input<typeof httpSchemaRegistryOptions>;
export type HttpSchemaRegistrySettings = z.output<typeof httpSchemaRegistryOptions>;
