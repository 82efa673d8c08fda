import type { Serde } from '@user-information/serde';
import type { ViewProgress } from '../positions/view-progress.ts';
import type { RowReader } from '../rows/row-reader.ts';
import type { LookupPath } from './lookup-path.ts';
import type { ReadYourWrites } from './read-your-writes.ts';

/** What the routes of a view share. */
export interface LookupContext {
  readonly path: LookupPath;
  /** The topic of the view, for errors. */
  readonly topic: string;
  readonly keySerde: Serde<string>;
  readonly rows: RowReader;
  readonly progress: ViewProgress;
  readonly readYourWrites: Pick<ReadYourWrites, 'wait'>;
}
