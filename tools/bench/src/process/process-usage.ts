import { readFile } from 'node:fs/promises';

/** What Linux counts time in (USER_HZ), the same on all of its machines. */
const ticksPerSecond = 100;

export interface ProcessUsage {
  /** User and system time since it started. */
  readonly cpuSeconds: number;
  readonly peakRssMb: number;
}

/** What a running process has used, as /proc has it; undefined on a system without. */
export async function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  if (process.platform !== 'linux') return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  // proc_pid_stat(5): utime and stime are fields 14 and 15; the name before them may hold anything.
  const [utime, stime] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  const peakKb = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return {
    cpuSeconds: (Number(utime) + Number(stime)) / ticksPerSecond,
    peakRssMb: Number(peakKb) / 1024,
  };
}

/** The same as columns of a table; none on a system without. */
export async function usageColumns(pid: number): Promise<Record<string, number>> {
  const usage = await processUsage(pid);
  return usage === undefined ? {} : { 'CPU s': usage.cpuSeconds, 'peak RSS MB': usage.peakRssMb };
}
