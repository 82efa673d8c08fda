import { SideProcess } from '../process/side-process.ts';
import type { BenchLogOptions } from './bench-log.ts';

export interface BackgroundOptions extends BenchLogOptions {
  readonly perSecond: number;
  readonly users: number;
  readonly seed: number;
}

const file = 'tools/bench/src/workload/background-process.ts';

/**
 * Appends events of users at a rate, in a process of its own, at times that vary as those of real
 * users do.
 */
export async function startBackground(
  workspace: string,
  options: BackgroundOptions,
): Promise<SideProcess<object>> {
  const background = new SideProcess(workspace, file, options);
  await background.result;
  return background;
}
