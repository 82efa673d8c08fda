import type { EventLog } from '@user-information/event-log';
import { openKafkaEventLog } from '@user-information/event-log-kafka';
import type { ServiceProcess, TopicReader } from '@user-information/harness';
import { Demo } from '@user-information/harness';
import { createLogger, createMetrics } from '@user-information/observability';
import type { Servers } from './servers.ts';
import { kafkajsReader } from './topic-reader.ts';

/** Nine processes start at once, perhaps on two busy cores. */
export const readyLimitMs = 150_000;
/** The partitions of every topic, and so the tasks of the join. */
export const tasks = 3;

const settings = {
  PARTITIONS: String(tasks),
  STANDBY_REPLICAS: '1',
  USERS: '200',
  STATUSES_PER_SECOND: '60',
  FOLLOWS_PER_SECOND: '40',
  UNFOLLOWS_PER_SECOND: '10',
  LIKES_PER_SECOND: '40',
  UNLIKES_PER_SECOND: '10',
};

/** All services on Kafka, with three instances of join-service, and a fourth to come and go. */
export interface Stage {
  readonly workspace: string;
  readonly kafka: Servers['kafka'];
  readonly demo: Demo;
  readonly joins: readonly ServiceProcess[];
  readonly guest: ServiceProcess;
  readonly view: ServiceProcess;
  /** All but the guest: they always run, unless something befalls them. */
  readonly residents: readonly ServiceProcess[];
  /** The services' own adapter, to look at their group. */
  readonly log: EventLog;
  /** Reads topics with no code of the services. */
  readonly read: TopicReader;
  close(): Promise<void>;
}

/** Starts all of them but the guest; resolves when they are ready. */
export async function openStage(workspace: string, { kafka, env }: Servers): Promise<Stage> {
  const demo = await Demo.create({
    workspace,
    env: { ...settings, ...env },
    instances: { 'join-service': tasks + 1 },
  });
  const joins = demo.instances('join-service').slice(0, tasks);
  const [guest] = demo.instances('join-service').slice(tasks) as [ServiceProcess];
  const residents = demo.services.filter((service) => service !== guest);
  try {
    for (const service of residents) service.start();
    await Promise.all(residents.map((service) => service.ready(readyLimitMs)));
  } catch (error) {
    await demo.close();
    throw error;
  }
  const log = await openKafkaEventLog({
    brokers: [kafka.brokers],
    clientId: 'e2e',
    logger: createLogger({ name: 'e2e', level: 'silent', format: 'json' }),
    metrics: createMetrics({ service: 'e2e' }),
  });
  return {
    workspace,
    kafka,
    demo,
    joins,
    guest,
    view: demo.service('user-info-http'),
    residents,
    log,
    read: kafkajsReader(kafka.brokers),
    close: async () => {
      await log.close();
      await demo.close();
    },
  };
}
