import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { commandOf } from './command-of.ts';
import { OwnedProcess } from './owned-process.ts';
import { until } from './until.fixture.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'owned-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const isRunning = (pid: number): boolean => commandOf(pid) !== undefined;
const printed = (): string => readFileSync(join(folder, 'log'), 'utf8');

async function start(script: string): Promise<OwnedProcess> {
  return OwnedProcess.start({
    command: ['sh', '-c', script],
    folder,
    logFile: join(folder, 'log'),
  });
}

describe('OwnedProcess', () => {
  it('is the process itself, and keeps what it prints', async () => {
    const owned = await start('echo "I am $$"; echo trouble >&2; exit 3');
    expect(await owned.ended).toBe(3);
    expect(printed()).toBe(`I am ${owned.pid}\ntrouble\n`);
  });

  it('ends with 127 when there is no such program', async () => {
    const logFile = join(folder, 'log');
    const owned = await OwnedProcess.start({ command: ['no-such-program'], folder, logFile });
    expect(await owned.ended).toBe(127);
    expect(printed()).toContain('no-such-program');
  });

  it('is asked to stop, so that it can do so in order', async () => {
    const owned = await start(
      'trap "echo bye; exit 0" TERM; echo up; while :; do sleep 0.01; done',
    );
    await until(() => printed() === 'up\n');
    await owned.stop();
    expect(printed()).toBe('up\nbye\n');
    expect(await owned.ended).toBe(0);
  });

  it('is killed when it does not listen', async () => {
    const owned = await start('trap "" TERM; echo up; while :; do sleep 0.01; done');
    await until(() => printed() === 'up\n');
    await owned.stop(10);
    expect(await owned.ended).toBe(128 + 9);
    expect(isRunning(owned.pid)).toBe(false);
  });

  it('may be stopped twice', async () => {
    const owned = await start('exec sleep 600');
    await owned.kill();
    await owned.stop();
    expect(owned.hasEnded).toBe(true);
  });

  it('ends when its watchdog is killed', async () => {
    const owned = await start('echo $PPID; exec sleep 600');
    await until(() => printed().endsWith('\n'));
    process.kill(Number(printed()), 'SIGKILL');
    await owned.ended;
    await until(() => !isRunning(owned.pid));
  });
});

describe('an owner', () => {
  async function startOwner(script: string): Promise<{ ownedPid: number; owner: number }> {
    // Descriptor 9 is one that the owner itself got from its parent.
    const stdio = [
      'ignore',
      'pipe',
      'inherit',
      ...Array.from({ length: 6 }, () => 'ignore'),
      'pipe',
    ];
    const owner = spawn(
      process.execPath,
      [join(__dirname, 'orphan.fixture.ts'), folder, 'sh', '-c', script],
      { stdio: stdio as ('ignore' | 'pipe')[] },
    );
    const [pid] = (await once(owner.stdout!, 'data')) as [Buffer];
    return { ownedPid: Number(pid.toString()), owner: owner.pid! };
  }

  it('that is killed with -9 leaves neither process nor folder', async () => {
    const { ownedPid, owner } = await startOwner('exec sleep 600');
    expect(isRunning(ownedPid)).toBe(true);
    process.kill(owner, 'SIGKILL');
    await until(() => !isRunning(ownedPid) && !existsSync(folder));
  });

  it('that is killed lets the process stop in order', async () => {
    const witness = `${folder}.witness`;
    const script = `trap "echo bye >${witness}; exit" TERM; while :; do sleep 0.01; done`;
    const { owner } = await startOwner(script);
    process.kill(owner, 'SIGKILL');
    await until(() => !existsSync(folder));
    expect(readFileSync(witness, 'utf8')).toBe('bye\n');
    rmSync(witness);
  });

  it('hands on no descriptor that it inherited', async () => {
    const { owner } = await startOwner('echo written >&9 || echo closed; exec sleep 600');
    await until(() => printed() !== '' && !printed().endsWith(':'));
    process.kill(owner, 'SIGKILL');
    expect(printed()).toContain('closed');
  });
});
