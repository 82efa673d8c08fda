import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process that copies events, to be stopped, woken and killed. */
export class CopierProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #lastLine = '';
  #lines = 0;
  #heard = Promise.withResolvers<void>();

  constructor(brokers: string, name: string) {
    this.#child = spawn(process.execPath, [join(__dirname, 'copier.fixture.ts'), brokers, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#ended = once(this.#child, 'close');
    createInterface(this.#child.stdout!).on('line', (line) => {
      this.#lastLine = line;
      this.#lines += 1;
      this.#heard.resolve();
      this.#heard = Promise.withResolvers();
    });
  }

  /** Resolves once it has committed that often since it began. */
  async commits(count: number): Promise<void> {
    while (this.#lines <= count) await this.#heard.promise;
  }

  /** Its last line, once it has ended by itself. */
  async lastLine(): Promise<string> {
    await this.#ended;
    return this.#lastLine;
  }

  pause(): void {
    this.#child.kill('SIGSTOP');
  }

  wake(): void {
    this.#child.kill('SIGCONT');
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#child.kill(signal);
    await this.#ended;
  }
}
