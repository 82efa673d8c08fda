import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics, Tracer } from '@user-information/observability';
import type { SchemaRegistry } from '@user-information/serde';
import type { HttpServer, ServiceScope } from '@user-information/service';

/** What a service stands on; its main.ts puts it together. */
export interface ServiceContext {
  /** The name of its consumer group and transactional id, and the start of its dead-letter topic's. */
  readonly service: string;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Lets what a traced request changes be followed; left out: nothing is traced. */
  readonly tracer?: Tracer | undefined;
  readonly health: Health;
  /** Listens already, so that the service can be seen to live while it waits for its log. */
  readonly server: HttpServer;
  /** Partitions of the topics that the service creates. */
  readonly partitions: number;
  readonly scope: ServiceScope;
}
