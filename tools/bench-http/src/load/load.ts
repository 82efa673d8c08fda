import { SideProcess } from '@user-information/bench';

/** What a load generator does. */
export interface LoadOptions {
  readonly url: string;
  /** Whom it asks for, the popular more often than others. */
  readonly users: number;
  readonly seed: number;
  readonly seconds: number;
  /** The same before, unmeasured. */
  readonly warmUpSeconds: number;
  readonly kind:
    | { readonly type: 'open'; readonly requestsPerSecond: number }
    | { readonly type: 'closed'; readonly connections: number };
}

/** How it went. All requests were answered with 200; else the load fails. */
export interface LoadResult {
  /** All of them, those of the warm-up too. */
  readonly requests: number;
  /** Columns of a table. */
  readonly figures: Readonly<Record<string, number>>;
}

/** What both kinds are told. */
export interface LoopOptions extends Pick<LoadOptions, 'url' | 'seconds' | 'warmUpSeconds'> {
  readonly nextPath: () => string;
}

const file = 'tools/bench-http/src/load/load-process.ts';

/** Puts load on a server, from a process of its own. */
export async function putLoad(workspace: string, options: LoadOptions): Promise<LoadResult> {
  const load = new SideProcess<LoadResult>(workspace, file, options);
  try {
    return await load.result;
  } finally {
    await load.stop();
  }
}
