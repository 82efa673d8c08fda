import type { ChildProcess } from 'node:child_process';
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
  let owner: ChildProcess;
  afterEach(() => void owner.kill('SIGKILL'));

  /** Starts an owner, and resolves to the id of the process that it owns and that runs the script. */
  async function startOwner(script: string): Promise<number> {
    // The owner itself inherits a descriptor 9.
    const ignored = Array.from({ length: 6 }, () => 'ignore' as const);
    owner = spawn(
      process.execPath,
      [join(__dirname, 'orphan.fixture.ts'), folder, 'sh', '-c', script],
      { stdio: ['pipe', 'pipe', 'inherit', ...ignored, 'pipe'] },
    );
    const [pid] = (await once(owner.stdout!, 'data')) as [Buffer];
    await until(() => printed().endsWith('\n'));
    return Number(pid.toString());
  }

  it('that has nothing else to do ends, and its process does', async () => {
    const pid = await startOwner('echo up; exec sleep 600');
    owner.stdin!.end();
    await once(owner, 'exit');
    expect(owner.exitCode).toBe(0);
    await until(() => !isRunning(pid) && !existsSync(folder));
  });

  it('that is killed with -9 leaves neither process nor folder', async () => {
    const pid = await startOwner('echo up; exec sleep 600');
    await until(() => isRunning(pid));
    owner.kill('SIGKILL');
    await until(() => !isRunning(pid) && !existsSync(folder));
  });

  it('that is killed lets the process stop in order', async () => {
    const witness = `${folder}.witness`;
    const onStop = `echo bye >${witness}; exit`;
    await startOwner(`trap "${onStop}" TERM; echo up; while :; do sleep 0.01; done`);
    owner.kill('SIGKILL');
    await until(() => !existsSync(folder));
    expect(readFileSync(witness, 'utf8')).toBe('bye\n');
    rmSync(witness);
  });

  it('hands on no descriptor that it inherited', async () => {
    await startOwner('echo written >&9 && echo open || echo closed; exec sleep 600');
    expect(printed()).toMatch(/closed\n$/);
  });
});
