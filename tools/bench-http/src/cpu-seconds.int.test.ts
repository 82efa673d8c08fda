import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processUsage } from '@user-information/bench';
import { expect, it } from '@jest/globals';
import { cpuSeconds } from './cpu-seconds.ts';

const isLinux = process.platform === 'linux';

it('tells the time of a process with that of those that it has started, on Linux', async () => {
  // The shell waits, while another one, its child, counts.
  const shell = spawn('sh', ['-c', 'while :; do :; done & wait'], { detached: true });
  await once(shell, 'spawn');
  const pid = shell.pid ?? 0;
  try {
    expect((await cpuSeconds([pid])) === undefined).toBe(!isLinux);
    const ofShell = async () => (await processUsage(pid))?.cpuSeconds ?? 0;
    while (isLinux && Number(await cpuSeconds([pid])) <= (await ofShell()));
  } finally {
    process.kill(-pid, 'SIGKILL');
  }
});
