import type { MemberDescription } from '@user-information/event-log';
import type { StoreDescription } from '@user-information/state-store';
import { hostAndPort } from './host-and-port.ts';

/** An instance of the application, as its consumer group knows it. */
export interface Instance {
  /** `host:port` */
  readonly address: string;
  /** Partition numbers that it works on. */
  readonly active: ReadonlySet<number>;
  /** Partition numbers that it keeps a warm copy of. */
  readonly standby: ReadonlySet<number>;
}

/** An instance as the discovery API tells of it. */
export interface InstanceMetadata {
  readonly host: string;
  readonly port: number;
  /** The stores of which it works on a partition. */
  readonly 'state-store-names': readonly string[];
}

/** Those that can be reached: a member without an address serves nobody. */
export function instancesOf(members: readonly MemberDescription[]): readonly Instance[] {
  return members.flatMap(({ address, active, standby }) =>
    address === null
      ? []
      : [
          {
            address,
            active: new Set(active.map(({ partition }) => partition)),
            standby: new Set(standby),
          },
        ],
  );
}

export function instanceMetadata(
  { address, active }: Instance,
  stores: readonly StoreDescription[],
): InstanceMetadata {
  const has = ({ partitions }: StoreDescription) => [...active].some((it) => it < partitions);
  return {
    ...hostAndPort(address),
    'state-store-names': stores.filter(has).map(({ name }) => name),
  };
}
