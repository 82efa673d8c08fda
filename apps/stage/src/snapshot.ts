/** What the server tells the page twice a second, and the page draws. */
export interface Snapshot {
  readonly services: readonly ServiceView[];
  /** What `describe` says of the join, as Mermaid; null until join-service has told it. */
  readonly topology: string | null;
  /** By topic. */
  readonly topics: Readonly<Record<string, TopicView>>;
  readonly join: JoinView;
  /** How many records a second user-info-http applies to its copy of the view. */
  readonly appliedPerSecond: number;
  readonly audit: AuditView | null;
  /** What was appended since the last snapshot, the newest last; a part of it when it was much. */
  readonly events: readonly FeedEvent[];
  /** Whether whoever asked may kill join-service and start it. */
  readonly mayControl: boolean;
}

export type ServiceStatus = 'ready' | 'starting' | 'down';

export interface ServiceView {
  readonly name: string;
  readonly status: ServiceStatus;
  /** Why it is not ready, in words. */
  readonly detail: string;
}

export interface TopicView {
  /** Records appended to it a second. */
  readonly recordsPerSecond: number;
  /** Records of it that join-service takes a second. */
  readonly joinedPerSecond: number;
  /** Offsets of each partition that join-service has not committed. */
  readonly lag: readonly number[];
}

export interface JoinView {
  readonly instances: readonly InstanceView[];
  /** Whether it was started and does not answer yet. */
  readonly isStarting: boolean;
  /** Part of what it has to restore or to catch up that is done, 0 to 1; null when it is up to date. */
  readonly progress: number | null;
  /** Records that it has still to restore or to read. */
  readonly recordsLeft: number;
}

export interface InstanceView {
  readonly address: string;
  readonly active: readonly number[];
  readonly standby: readonly number[];
}

export interface AuditView {
  readonly verdict: 'right' | 'wrong' | 'unknown';
  readonly rowsChecked: number;
  readonly rowsWrong: number;
  readonly ageSeconds: number | null;
  readonly waitsFor: string | null;
}

export type EventKind = 'users' | 'tweets' | 'follows' | 'likes';

export interface FeedEvent {
  readonly kind: EventKind;
  readonly isTombstone: boolean;
  /** Where it is in the log: `follows-1@123`. */
  readonly position: string;
  /** The users that it is about; the first is who did it. Empty where nobody can tell any more. */
  readonly users: readonly UserName[];
  /** Of a tweet that was written. */
  readonly text: string | null;
  /** Of a tweet, and of a like. */
  readonly tweetId: string | null;
}

export interface UserName {
  readonly userId: string;
  readonly name: string;
}

/** The percentiles of one promise over the last minutes, in milliseconds. */
export interface PromiseSeries {
  /** Seconds since 1970, UTC. */
  readonly atSeconds: readonly number[];
  readonly p50Ms: readonly (number | null)[];
  readonly p95Ms: readonly (number | null)[];
  /** For how long the oldest change has been waiting; null where nothing waits for long. */
  readonly waitingMs: readonly (number | null)[];
}

export interface Promises {
  readonly response: PromiseSeries;
  readonly update: PromiseSeries;
}
