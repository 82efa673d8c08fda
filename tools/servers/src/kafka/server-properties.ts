import type { ListenerPlan } from './plan-listeners.ts';

/** What a broker for one machine needs beyond Kafka's defaults. */
const forOneNode = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'MAIN',
  'auto.create.topics.enable': 'false',
  'group.initial.rebalance.delay.ms': '0',
  'offsets.topic.num.partitions': '4',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.num.partitions': '4',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.num.partitions': '4',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',
  // A broker that was killed comes back only when the session that it had is over: 9 seconds by default.
  'broker.session.timeout.ms': '5000',
  'broker.heartbeat.interval.ms': '500',
};

export interface ServerProperties {
  /** Where the broker keeps its data. */
  readonly dataFolder: string;
  readonly plan: ListenerPlan;
  /** What clients reach the broker by. */
  readonly host: string;
  /** The address that it listens on. */
  readonly bindAddress: string;
  /** Properties to add, which win. */
  readonly more?: Readonly<Record<string, string>> | undefined;
}

/** Kafka's server.properties for a broker that is its own controller. */
export function serverProperties(options: ServerProperties): Record<string, string> {
  const { dataFolder, plan, host, bindAddress, more } = options;
  const forClients = Object.entries({ MAIN: plan.main, ...plan.named });
  const at = (address: string): string[] =>
    forClients.map(([name, { port }]) => `${name}://${address}:${port}`);
  const protocols = forClients.map(([name, { protocol }]) => `${name}:${protocol}`);
  return {
    ...forOneNode,
    'log.dirs': dataFolder,
    'controller.quorum.voters': `1@127.0.0.1:${plan.controllerPort}`,
    listeners: [...at(bindAddress), `CONTROLLER://127.0.0.1:${plan.controllerPort}`].join(','),
    'advertised.listeners': at(host).join(','),
    'listener.security.protocol.map': [...protocols, 'CONTROLLER:PLAINTEXT'].join(','),
    ...more,
  };
}

/** The text of a properties file; values may have several lines, as certificates do. */
export function propertiesText(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${escapeValue(value)}\n`)
    .join('');
}

/** The variables by which Kafka's image takes properties. */
export function propertiesEnvironment(
  properties: Readonly<Record<string, string>>,
): Record<string, string> {
  const variables = Object.entries(properties).map(([name, value]) => {
    const words = name.replaceAll('_', '__').replaceAll('-', '___').replaceAll('.', '_');
    return [`KAFKA_${words.toUpperCase()}`, escapeValue(value)] as const;
  });
  return Object.fromEntries(variables);
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
