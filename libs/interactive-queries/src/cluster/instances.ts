import type { GroupWatch } from '@user-information/event-log';
import type { Instance } from './instance.ts';
import { instancesOf } from './instance.ts';

export interface InstancesOptions {
  /** Of the consumer group of the application. */
  readonly group: Pick<GroupWatch, 'ageMs' | 'look' | 'members' | 'ownerOf'>;
  /** What is older is not told any more while the group is being asked. */
  readonly usableMs: number;
}

/** The instances of the application, and who of them works on what, as their group tells. */
export class Instances {
  readonly #options: InstancesOptions;

  constructor(options: InstancesOptions) {
    this.#options = options;
  }

  /** All that can be reached, in the order of their addresses; `isWrong` if what was told last is. */
  async all(options?: { isWrong: boolean }): Promise<readonly Instance[]> {
    await this.#look(options);
    const byAddress = (a: Instance, b: Instance) => (a.address < b.address ? -1 : 1);
    return [...instancesOf(this.#options.group.members)].sort(byAddress);
  }

  /** The address of the one that works on a partition number, or last did; undefined: not known. */
  async ownerOf(partition: number, options?: { isWrong: boolean }): Promise<string | undefined> {
    await this.#look(options);
    return this.#options.group.ownerOf(partition);
  }

  /** The address of another one with a warm copy of a partition number. */
  async standbyOf(partition: number): Promise<string | undefined> {
    return (await this.all()).find(({ standby }) => standby.has(partition))?.address;
  }

  async #look({ isWrong = false } = {}): Promise<void> {
    const { group, usableMs } = this.#options;
    const looked = group.look({ isWrong });
    if (isWrong || group.ageMs > usableMs) await looked;
  }
}
