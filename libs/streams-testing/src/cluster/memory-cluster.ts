import type { Random } from '@user-information/simulation';
import { MemoryClient } from './memory-client.ts';
import { MemoryGroup } from './memory-group.ts';
import { MemoryLog } from './memory-log.ts';

/** A log in memory that several clients share, as processes share Apache Kafka. */
export class MemoryCluster {
  readonly log = new MemoryLog();
  /** The newest owner of each transactional id. */
  readonly owners = new Map<string, symbol>();
  readonly random: Random;
  readonly #groups = new Map<string, MemoryGroup>();

  /** @param random says how long each call takes, so that calls overlap in any way */
  constructor(random: Random) {
    this.random = random;
  }

  client(): MemoryClient {
    return new MemoryClient(this);
  }

  group(name: string): MemoryGroup {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group = new MemoryGroup((topic) => this.log.spec(topic).partitions);
    this.#groups.set(name, group);
    return group;
  }
}
