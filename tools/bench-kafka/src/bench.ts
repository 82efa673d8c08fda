import type { BenchLog } from './workload/bench-log.ts';
import type { Contender } from './contenders/contender.ts';
import type { Settings } from './settings.ts';

/** What every part is given. */
export interface Bench {
  readonly settings: Settings;
  /** The workspace's folder. */
  readonly workspace: string;
  /** Told what begins now, and each figure as it comes. */
  readonly progress: (what: string) => void;
  readonly kafka: BenchLog;
  readonly contenders: readonly Contender[];
}
