import type { Settings } from './settings.ts';

/** What every part is given. */
export interface Context {
  readonly settings: Settings;
  /** The workspace's folder: services are started from their sources in it. */
  readonly workspace: string;
  /** Told what begins now. */
  readonly progress: (what: string) => void;
}
