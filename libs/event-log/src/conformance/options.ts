import type { EventLog } from '../event-log.ts';

/** What an adapter is able to do; the suite tests what is declared. */
export interface EventLogCapabilities {
  /** A second member of a group is refused; if false, members share the group's partitions. */
  readonly oneMemberAGroup: boolean;
  /** `truncate` deletes at once. */
  readonly truncates: boolean;
  /** A value of so many bytes is taken, and one of ten times as many is refused. */
  readonly valueBytes: number;
  /**
   * Compacts a changelog now, everything that is in it, tombstones kept. It may append records under
   * keys of its own if it must, to close a segment. Left out: compaction is not tested.
   */
  readonly compact?: (log: EventLog, topic: string) => Promise<void>;
  /**
   * Deletes what is too old from a record stream now. It may append records under keys of its own.
   * Left out: age limits are not tested.
   */
  readonly expire?: (log: EventLog, topic: string) => Promise<void>;
}

export interface EventLogConformanceOptions {
  /** Of the adapter, for the test report. */
  readonly name: string;
  /** Opens a client. Every call gives another client of the same log, as another process has it. */
  readonly open: () => Promise<EventLog>;
  readonly capabilities: EventLogCapabilities;
  /** For a single test; 300,000 when left out. */
  readonly timeoutMs?: number;
}
