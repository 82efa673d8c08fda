import type { LogRecord } from '@user-information/event-log';
import { utf8 } from '@user-information/serde';
import type { AuditedView, CountedTopic } from '../audited-view.ts';
import type { Bounds } from '../bounds.ts';
import { readValue } from '../read-value.ts';
import { CountLedger } from './count-ledger.ts';
import { EntityLedger } from './entity-ledger.ts';
import { RowLedger } from './row-ledger.ts';
import type { Fields } from './row-ledger.ts';

/** What a row of the view may be. */
export interface Possible {
  /** Null: it may be missing. */
  readonly rows: readonly (Fields | null)[];
  readonly counts: ReadonlyMap<string, Bounds>;
}

interface Counted {
  readonly topic: CountedTopic;
  readonly entities: EntityLedger;
}

/**
 * The view, recounted from its sources and from nothing else. Within a window it tells not what a row
 * is, but all that it may be for somebody who has followed the sources into the window, each partition
 * up to any place in it. A record that can't be read changes nothing, as it does not for the join.
 */
export class Recount {
  readonly #spec: AuditedView;
  readonly #onUnreadable: (topic: string) => void;
  readonly #rows = new RowLedger();
  readonly #counted: ReadonlyMap<string, Counted>;
  readonly #counts: ReadonlyMap<string, CountLedger>;
  /** Of each count, over the rows that there are. */
  readonly #sums = new Map<string, number>();
  #touched = new Set<string>();

  /** @param onUnreadable told of the topic of each record that can't be read */
  constructor(spec: AuditedView, onUnreadable: (topic: string) => void) {
    this.#spec = spec;
    this.#onUnreadable = onUnreadable;
    this.#counted = new Map(
      spec.counted.map((topic) => [topic.name, { topic, entities: new EntityLedger() }]),
    );
    const counts = spec.counted.flatMap((topic) => topic.counts);
    this.#counts = new Map(counts.map((count) => [count, new CountLedger()]));
  }

  get rowCount(): number {
    return this.#rows.size;
  }

  /** How many entities of each counted topic live. */
  live(): ReadonlyMap<string, number> {
    return new Map([...this.#counted].map(([topic, { entities }]) => [topic, entities.size]));
  }

  async apply(record: LogRecord): Promise<void> {
    const { rows } = this.#spec;
    const read = await readValue(async () => {
      const key = await utf8.deserialize(record.key ?? Buffer.alloc(0));
      const { value, topic } = record;
      if (topic === rows.name) {
        const row = value === null ? null : await rows.value.deserialize(value);
        return () => this.#setRow(key, row as Fields | null);
      }
      const counted = this.#counted.get(topic);
      const owners = value === null ? null : ((await counted?.topic.ownersOf(value)) ?? null);
      return () => this.#setOwners(counted, record.partition, key, owners);
    });
    if ('value' in read) read.value();
    else this.#onUnreadable(record.topic);
  }

  openWindow(): void {
    for (const ledger of [this.#rows, ...this.#counts.values()]) ledger.openWindow();
  }

  closeWindow(): void {
    for (const ledger of [this.#rows, ...this.#counts.values()]) ledger.closeWindow();
  }

  possible(key: string): Possible {
    const bounds = [...this.#counts].map(([count, of]) => [count, of.bounds(key)] as const);
    return { rows: this.#rows.possible(key), counts: new Map(bounds) };
  }

  /** The keys that were touched since they were taken last. */
  takeTouched(): Set<string> {
    const touched = this.#touched;
    this.#touched = new Set();
    return touched;
  }

  /** Of each count over all rows; `inWindow` are the keys that were touched in the window. */
  sums(inWindow: Iterable<string>): ReadonlyMap<string, Bounds> {
    const sums = new Map(
      [...this.#counts.keys()].map((count) => {
        const sum = this.#sums.get(count) ?? 0;
        return [count, { atLeast: sum, atMost: sum }];
      }),
    );
    for (const key of inWindow) {
      const { rows, counts } = this.possible(key);
      const [mayBe, mayMiss] = [rows.some((row) => row !== null), rows.includes(null)];
      for (const [count, { atLeast, atMost }] of counts) {
        const sum = sums.get(count);
        if (sum === undefined) continue;
        const now = this.#rows.has(key) ? this.#total(count, key) : 0;
        sum.atLeast += (mayMiss ? 0 : atLeast) - now;
        sum.atMost += (mayBe ? atMost : 0) - now;
      }
    }
    return sums;
  }

  #setRow(key: string, row: Fields | null): void {
    this.#touched.add(key);
    const step = Number(row !== null) - Number(this.#rows.has(key));
    this.#rows.set(key, row);
    for (const count of this.#counts.keys()) this.#sum(count, step * this.#total(count, key));
  }

  #setOwners(
    counted: Counted | undefined,
    partition: number,
    entity: string,
    owners: readonly string[] | null,
  ): void {
    if (counted === undefined) return;
    for (const { count, key, by } of counted.entities.set(partition, entity, owners)) {
      const name = counted.topic.counts[count] ?? '';
      this.#touched.add(key);
      this.#counts.get(name)?.add(key, partition, by);
      if (this.#rows.has(key)) this.#sum(name, by);
    }
  }

  #total(count: string, key: string): number {
    return this.#counts.get(count)?.total(key) ?? 0;
  }

  #sum(count: string, by: number): void {
    this.#sums.set(count, (this.#sums.get(count) ?? 0) + by);
  }
}
