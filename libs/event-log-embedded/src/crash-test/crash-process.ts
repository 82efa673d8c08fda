import { AssertionError } from 'node:assert';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What a child tells, by partition. */
export interface Progress {
  /** What the log acknowledged to it: never less than was told before, in any life. */
  readonly durable?: readonly number[];
  /** Where it reads; each life begins again. */
  readonly read?: readonly number[];
}

/** So many lines after its start, a process is in the middle of its work. */
const LINES_AT_WORK = 3;

/** A process that is killed and started again. A death of any other cause fails what waits on it. */
export class CrashProcess {
  readonly name: string;
  /** The newest that the process told, in any of its lives. */
  progress: Progress = {};
  readonly #start: () => ChildProcess;
  readonly #waiting = new Set<{ check: () => boolean; resolve: () => void }>();
  readonly #failure = Promise.withResolvers<never>();
  #failed: AssertionError | undefined;
  #child: ChildProcess | undefined;
  #closed: Promise<unknown[]> = Promise.resolve([]);
  #errors = '';
  #lines = 0;
  #ending = false;

  constructor(file: string, directory: string, name: string) {
    this.name = name;
    this.#failure.promise.catch(() => undefined);
    this.#start = () =>
      spawn(process.execPath, [file, directory, name], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { NODE_COMPILE_CACHE: join(directory, 'compile-cache') },
      });
    this.start();
  }

  start(): void {
    const child = this.#start();
    this.#child = child;
    this.#closed = once(child, 'close');
    this.#lines = 0;
    this.#ending = false;
    this.#errors = '';
    child.stderr?.on('data', (text: Buffer) => (this.#errors += text.toString()));
    child.on('close', (code, signal) => {
      if (!this.#ending) {
        this.#fail(`${this.name} ended by itself (${code ?? signal}): ${this.#errors}`);
      }
    });
    if (child.stdout !== null) {
      createInterface(child.stdout).on('line', (line) => this.#hear(line));
    }
  }

  /** Resolves once the process is in the middle of its work. */
  atWork(): Promise<void> {
    return this.until(() => this.#lines >= LINES_AT_WORK);
  }

  /** Resolves once `check` holds; it is asked again after each line. */
  until(check: () => boolean): Promise<void> {
    if (this.#failed !== undefined || check()) {
      return this.#failed === undefined ? Promise.resolve() : this.#failure.promise;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.add({ check, resolve });
    return Promise.race([promise, this.#failure.promise]);
  }

  /** Ends the process and waits until it is gone and its last line was heard. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#ending = true;
    this.#child?.kill(signal);
    const [code] = await this.#closed;
    if (signal === 'SIGTERM' && code !== 0) {
      this.#fail(`${this.name} did not end in order (${String(code)}): ${this.#errors}`);
    }
    if (this.#failed !== undefined) {
      throw this.#failed;
    }
  }

  #fail(message: string): void {
    this.#failed = new AssertionError({ message });
    this.#failure.reject(this.#failed);
  }

  #hear(line: string): void {
    // A process killed while it speaks leaves half a line.
    if (line.endsWith('}')) {
      const progress = JSON.parse(line) as Progress;
      if (this.progress.durable?.some((had, at) => had > (progress.durable?.[at] ?? -1)) === true) {
        this.#fail(`${this.name} had ${JSON.stringify(this.progress)}, then ${line}`);
      }
      this.progress = progress;
      this.#lines += 1;
    }
    for (const waiter of this.#waiting) {
      if (waiter.check()) {
        this.#waiting.delete(waiter);
        waiter.resolve();
      }
    }
  }
}
