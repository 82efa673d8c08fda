import type { EventLog } from '@user-information/event-log';
import type { Health, Logger, Metrics, Tracer } from '@user-information/observability';
import { topics, topicSpec } from '@user-information/schemas';
import type { SchemaRegistry } from '@user-information/serde';
import { reportProgress } from '@user-information/service';
import type { ServiceScope } from '@user-information/service';
import type { StateStoreProvider } from '@user-information/state-store';
import { startStreams } from '@user-information/streams';
import type { Streams } from '@user-information/streams';
import type { Config } from './config.ts';
import { progressLine } from './progress-line.ts';
import { typedTopics } from './typed-topics.ts';
import { userInformation } from './user-information.ts';

export interface JoinOptions {
  readonly config: Config;
  /** `host:port` where other instances reach this one. */
  readonly address: string;
  readonly log: EventLog;
  readonly registry: SchemaRegistry;
  readonly stores: StateStoreProvider;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer?: Tracer | undefined;
  readonly health: Health;
  readonly scope: ServiceScope;
}

/** Creates the topics that it reads and writes, as any of their services would, and runs the join. */
export async function startJoin(options: JoinOptions): Promise<Streams> {
  const { config, log, registry, scope, logger } = options;
  const { users, tweets, follows, likes, userInformation: view } = topics;
  await log.createTopics(
    [users, tweets, follows, likes, view].map((topic) => topicSpec(topic, config.PARTITIONS)),
  );
  const streams = await startStreams({
    ...options,
    standbyReplicas: config.STANDBY_REPLICAS,
    tellLastEvents: config.TELL_LAST_EVENTS,
    topology: userInformation(typedTopics(registry)),
    onError: (error) => scope.fail(error),
  });
  scope.onClose(() => streams.close());
  let last = streams.totals();
  reportProgress({
    scope,
    logger,
    everySeconds: config.PROGRESS_SECONDS,
    line: () => {
      const now = streams.totals();
      const records = now.records - last.records;
      const deadLetters = now.deadLetters - last.deadLetters;
      last = now;
      return progressLine(records, deadLetters, config.PROGRESS_SECONDS);
    },
  });
  return streams;
}
