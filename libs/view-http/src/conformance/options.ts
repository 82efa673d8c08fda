import type { RecordHeaders } from '@user-information/event-log';

/** A row as the suite puts it in, and as it must come out as JSON: whatever the bytes between. */
export interface ConformanceRow {
  readonly title: string;
  readonly count: number;
  readonly note: string | null;
}

/** A view under test, however it is served. */
export interface ServedView {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  /** The path of the list, `/things`; a row is at `/things/:id`. */
  readonly collection: string;
  /**
   * Appends rows, in order; null deletes. Resolves once they are durable, with positions that `?after=`
   * takes. They need not be served yet.
   *
   * @param headers of the records; for views with explanations
   */
  put(
    rows: Readonly<Record<string, ConformanceRow | null>>,
    headers?: RecordHeaders,
  ): Promise<readonly string[]>;
  /** Appends a value under this key that nobody can decode. */
  putDamaged(id: string): Promise<readonly string[]>;
  /** Appends a row under a key that is no URL's: 600 bytes, and one that is no UTF-8. */
  putUnaddressable(prefix: string): Promise<readonly string[]>;
  /** Resolves once these positions are served. Left out: the suite asks with `?after=` until they are. */
  readonly served?: (positions: readonly string[]) => Promise<void>;
  /** From now on nothing is applied, until what this resolves with is called. Left out: it can't. */
  readonly hold?: () => Promise<() => void>;
  close(): Promise<void>;
}

/** A view that can't catch up with its topic until it is told to. */
export interface UnreadyView extends ServedView {
  readonly catchUp: () => Promise<void>;
}

/** What the server under test was started with; a larger or slower request is refused. */
export interface ConformanceLimits {
  readonly bodyBytes: number;
  readonly headersBytes: number;
  readonly pathParameterChars: number;
  readonly requestTimeoutMs: number;
  /** Clients that may follow rows at a time. */
  readonly eventStreams: number;
}

/**
 * What a way to serve a view may lack; all else it must do. It must be plain about it, which the suite
 * tests: 404 for a path that it lacks, and 501 for `?after=`, which must never be ignored.
 *
 * - `positions`: `x-view-position`, `x-view-lag-ms` and `?after=`. `ServedView.served` must be given
 *   then; events and explanations are made of positions, and must be lacking, too.
 * - `events`: `GET /things/:id/events`
 * - `explain`: `GET /things/:id/explain`
 */
export type ViewCapability = 'positions' | 'events' | 'explain';

export interface ViewConformanceOptions {
  /** Of the way of serving, for the test report. */
  readonly name: string;
  /** Starts one that all tests share. It may have rows already. */
  readonly start: () => Promise<ServedView>;
  /** Starts one that is not ready; left out: such a one can't be had. */
  readonly startUnready?: () => Promise<UnreadyView>;
  readonly limits: ConformanceLimits;
  /** What this way of serving lacks; nothing when left out. */
  readonly lacks?: readonly ViewCapability[];
  /** For a single test; 300,000 when left out. */
  readonly timeoutMs?: number;
}
