import { freePorts } from '../process/free-ports.ts';
import type { KafkaOptions, ListenerProtocol } from './kafka.ts';

/** A port that clients come to, and how it is secured. */
export interface Listener {
  readonly port: number;
  readonly protocol: ListenerProtocol;
}

export interface ListenerPlan {
  readonly controllerPort: number;
  /** The listener without credentials. */
  readonly main: Listener;
  /** The others, by their names. */
  readonly named: Readonly<Record<string, Listener>>;
}

/** Gives each listener a port of its own: free ones, and the one in the options. */
export async function planListeners(options: KafkaOptions): Promise<ListenerPlan> {
  const protocols = Object.entries(options.listeners ?? {});
  const [controllerPort = 0, mainPort = 0, ...ports] = await freePorts(2 + protocols.length);
  const named = protocols.map(
    ([name, protocol], index) => [name, { port: ports[index] ?? 0, protocol }] as const,
  );
  return {
    controllerPort,
    main: { port: options.port ?? mainPort, protocol: 'PLAINTEXT' },
    named: Object.fromEntries(named),
  };
}
