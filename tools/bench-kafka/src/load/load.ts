import { SideProcess } from '@user-information/bench';
import type { ProbeKind } from './probes.ts';
import type { Addresses } from '../workload/addresses.ts';

export interface LoadOptions extends Addresses {
  readonly workspace: string;
  /** The view on which the effects of events are looked for. */
  readonly outputTopic: string;
  readonly partitions: number;
  readonly perSecond: number;
  readonly users: number;
  /** Of the random events. */
  readonly seed: number;
  /** A number that no other load on these topics has, so that they share no ids. */
  readonly run: number;
  /** How long latencies are measured, after a warm-up of `warmUpSeconds`. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

/** Latencies by the kind of change: `{ 'p50 ms': …, … }`. */
export type LoadResult = Readonly<Record<ProbeKind, Readonly<Record<string, number>>>>;

const file = 'tools/bench-kafka/src/load/load-process.ts';

/**
 * Appends events at a rate until it is stopped, at times that vary as those of real users do, and
 * measures how old some of them are when a reader of the view sees their effect. Its result is there
 * once that was measured. It runs in a process of its own.
 */
export function startLoad(options: LoadOptions): SideProcess<LoadResult> {
  return new SideProcess<LoadResult>(options.workspace, file, options);
}
