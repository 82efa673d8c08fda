import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { PeerProgram } from './build-peer.ts';

export interface PeerOptions {
  readonly program: PeerProgram;
  /** Kafka Streams' own settings, `output.topic` and `output.schema.id`. */
  readonly properties: Readonly<Record<string, string>>;
  /** Of the Java heap, as `-Xmx` takes it. */
  readonly heap?: string;
}

/** What an instance read back before it ran. */
export interface Restored {
  readonly records: number;
  /** From the start of the first store's restore to the end of the last one's. */
  readonly seconds: number;
}

/** What the program says when its state changes, see Main.java. */
interface StateLine {
  readonly state: string;
  readonly restoredRecords: number;
  readonly restoreMs: number;
}

const pollMs = 5;

/** An instance of the Kafka Streams application. It is killed when this process exits. */
export class PeerProcess {
  readonly #options: PeerOptions;
  readonly #onExit = (): void => void this.#child?.kill('SIGKILL');
  #child: ChildProcess | undefined;
  #last: StateLine | undefined;
  #errors = '';

  constructor(options: PeerOptions) {
    this.#options = options;
  }

  /** Of the process that was started last. */
  get pid(): number {
    const pid = this.#child?.pid;
    if (pid === undefined) throw new Error('The peer was not started.');
    return pid;
  }

  /** Since it was started last. */
  get restored(): Restored {
    const { restoredRecords = 0, restoreMs = 0 } = this.#last ?? {};
    return { records: restoredRecords, seconds: restoreMs / 1000 };
  }

  start(): void {
    const { program, properties, heap = '512m' } = this.#options;
    const child = spawn(
      javaCommand(),
      [
        `-Xmx${heap}`,
        ...['-cp', program.classPath, 'userinformation.peer.Main'],
        ...Object.entries(properties).map(([name, value]) => `${name}=${value}`),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#child = child;
    this.#last = undefined;
    child.stderr.on('data', (text: Buffer) => {
      this.#errors += text.toString();
    });
    createInterface(child.stdout).on('line', (line) => {
      // The last line of a process that ends may be cut short.
      if (line.endsWith('}')) this.#last = JSON.parse(line) as StateLine;
    });
    process.once('exit', this.#onExit);
  }

  /** Waits until all its tasks run; fails with what it said when it ends or takes too long. */
  async ready(limitMs = 120_000): Promise<void> {
    const deadlineMs = Date.now() + limitMs;
    while (Date.now() < deadlineMs && this.#isRunning) {
      if (this.#last?.state === 'RUNNING') return;
      await delay(pollMs);
    }
    throw new Error(`The peer did not become ready:\n${this.#errors}`);
  }

  /** Sends the signal and waits for the end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    if (this.#isRunning) {
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    }
    process.off('exit', this.#onExit);
  }

  get #isRunning(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null;
  }
}

/** The one that Maven uses, too. */
function javaCommand(env: NodeJS.ProcessEnv = process.env): string {
  const { JAVA_HOME: home } = env;
  return home === undefined || home === '' ? 'java' : join(home, 'bin/java');
}
