/** What a broker for one machine needs beyond Kafka's defaults. */
const forOneNode = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
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
};

export interface ServerProperties {
  /** Where the broker keeps its data. */
  readonly dataFolder: string;
  readonly controllerPort: number;
  /** The listeners for clients: their ports and protocols by their names. */
  readonly listeners: Readonly<
    Record<string, { readonly port: number; readonly protocol: string }>
  >;
  /** Lines to add, which win. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The text of Kafka's server.properties for a broker that is its own controller, on loopback. */
export function serverProperties(options: ServerProperties): string {
  const { dataFolder, controllerPort, listeners, more } = options;
  const forClients = Object.entries(listeners);
  const addresses = forClients.map(([name, { port }]) => `${name}://127.0.0.1:${port}`);
  const protocols = forClients.map(([name, { protocol }]) => `${name}:${protocol}`);
  const lines = {
    ...forOneNode,
    'log.dirs': dataFolder,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'inter.broker.listener.name': forClients[0]?.[0] ?? '',
    listeners: [...addresses, `CONTROLLER://127.0.0.1:${controllerPort}`].join(','),
    'advertised.listeners': addresses.join(','),
    'listener.security.protocol.map': [...protocols, 'CONTROLLER:PLAINTEXT'].join(','),
    ...more,
  };
  return Object.entries(lines)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
