import { IndexedSet } from '../random/indexed-set.ts';
import type { Random } from '../random/random-stream.ts';
import { WeightedSet } from '../random/weighted-set.ts';

export interface Edge {
  readonly source: string;
  readonly target: string;
}

/** The edges of a directed graph: each pair at most once, and any of them at random. */
export class Edges {
  readonly #sources = new Map<string, IndexedSet<string>>();
  /** Targets by how many edges they have: choosing by it is choosing an edge evenly. */
  readonly #targets = new WeightedSet<string>();

  get size(): number {
    return this.#targets.total;
  }

  /** How many edges lead to a target. */
  count(target: string): number {
    return this.#targets.weight(target);
  }

  has(source: string, target: string): boolean {
    return this.#sources.get(target)?.has(source) ?? false;
  }

  /** False if it was there already. */
  add(source: string, target: string): boolean {
    const sources = this.#sources.get(target) ?? new IndexedSet<string>();
    if (!sources.add(source)) return false;
    this.#sources.set(target, sources);
    this.#targets.set(target, sources.size);
    return true;
  }

  /** False if it was not there. */
  delete(source: string, target: string): boolean {
    const sources = this.#sources.get(target);
    if (!sources?.delete(source)) return false;
    if (sources.size > 0) {
      this.#targets.set(target, sources.size);
    } else {
      this.#sources.delete(target);
      this.#targets.delete(target);
    }
    return true;
  }

  /** Any edge, each as likely; undefined when there is none. */
  pick(random: Random): Edge | undefined {
    const target = this.#targets.pick(random);
    return target === undefined ? undefined : this.pickTo(target, random);
  }

  /** Any edge to a target, each as likely; undefined when there is none. */
  pickTo(target: string, random: Random): Edge | undefined {
    const source = this.#sources.get(target)?.pick(random);
    return source === undefined ? undefined : { source, target };
  }
}
