import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** The program and arguments of the process with that id; undefined if none runs. */
export function commandOf(pid: number): string | undefined {
  try {
    const command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { stdio: 'pipe' }).toString();
    // One that has ended, which nobody has asked about yet, has none.
    return command.trim() === '' ? undefined : command.trim();
  } catch {
    return undefined;
  }
}
