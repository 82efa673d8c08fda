import { SideProcess } from '@user-information/bench';
import type { LogEnvironment } from './open-log.ts';
import type { WrittenTo } from './profile-changes.ts';

export interface UpdatesOptions {
  readonly log: LogEnvironment;
  readonly to: WrittenTo;
  readonly perSecond: number;
  readonly users: number;
  readonly seed: number;
}

const file = 'tools/bench-http/src/updates/updates-process.ts';

/** Changes profiles at a rate, in a process of its own, at times that vary as those of real users do. */
export async function startUpdates(
  workspace: string,
  options: UpdatesOptions,
): Promise<SideProcess<object>> {
  const updates = new SideProcess(workspace, file, options);
  await updates.result;
  return updates;
}
