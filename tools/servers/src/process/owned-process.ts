import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { watchdogScript } from './watchdog-script.ts';

export interface OwnedProcessOptions {
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Its working directory. */
  readonly folder: string;
  /** Variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gets what it prints, after what is there already. */
  readonly logFile: string;
  /** A folder to remove if this process ends while the other one runs. */
  readonly removeIfOrphaned?: string | undefined;
}

/**
 * A process that does not outlive this one, however this one ends, and that does not keep it from ending
 * unless its own end is waited for. It gets no open file of this one, and no signal from the terminal:
 * Ctrl-C leaves it to this process to stop it.
 */
export class OwnedProcess {
  readonly pid: number;
  readonly #watchdog: ChildProcess;
  readonly #ended: Promise<number>;
  #hasEnded = false;

  private constructor(pid: number, watchdog: ChildProcess) {
    this.pid = pid;
    this.#watchdog = watchdog;
    this.#ended = once(watchdog, 'exit').then(([code]) => {
      this.#hasEnded = true;
      // The watchdog itself was killed: what it watched over must not live on.
      if (code === null) sendSignal(pid, 'SIGKILL');
      return (code as number | null) ?? 128;
    });
    watchdog.unref();
  }

  /** Starts it; a program that is not there ends with exit code 127. */
  static async start(options: OwnedProcessOptions): Promise<OwnedProcess> {
    const { command, folder, env, logFile, removeIfOrphaned = '' } = options;
    closeSync(openSync(logFile, 'a'));
    const watchdog = spawn(
      'sh',
      ['-c', watchdogScript, 'sh', logFile, removeIfOrphaned, ...command],
      {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ['pipe', 'pipe', 'ignore'],
        detached: true,
      },
    );
    await once(watchdog, 'spawn');
    const [pid] = (await once(watchdog.stdout, 'data')) as [Buffer];
    watchdog.stdout.destroy();
    // Its end, when this process ends, is what the watchdog waits for.
    (watchdog.stdin as unknown as { unref(): void }).unref();
    return new OwnedProcess(Number(pid.toString()), watchdog);
  }

  /** Resolved once it has ended: its exit code, which is 128 and more after a signal. */
  get ended(): Promise<number> {
    this.#watchdog.ref();
    return this.#ended;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Ends it in order (SIGTERM), and by force if that takes longer than `limitMs`. */
  async stop(limitMs = 20_000): Promise<void> {
    if (this.#hasEnded) return;
    sendSignal(this.pid, 'SIGTERM');
    const timeUp = new AbortController();
    await Promise.race([
      this.ended,
      delay(limitMs, undefined, { signal: timeUp.signal }).catch(() => undefined),
    ]);
    timeUp.abort();
    await this.kill();
  }

  /** Ends it at once (SIGKILL). */
  async kill(): Promise<void> {
    if (!this.#hasEnded) sendSignal(this.pid, 'SIGKILL');
    await this.ended;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}
