import { SideProcess } from '../process/side-process.ts';
import type { BenchLogOptions } from './bench-log.ts';

export interface BackgroundOptions extends BenchLogOptions {
  /** Events of users for the join, or rows of the view. */
  readonly of: 'events' | 'view-updates';
  readonly perSecond: number;
  readonly users: number;
  readonly seed: number;
}

const file = 'tools/bench/src/workload/background-process.ts';

/** Appends at a rate, in a process of its own, at times that vary as those of real users do. */
export async function startBackground(
  workspace: string,
  options: BackgroundOptions,
): Promise<SideProcess<object>> {
  const background = new SideProcess(workspace, file, options);
  await background.result;
  return background;
}
