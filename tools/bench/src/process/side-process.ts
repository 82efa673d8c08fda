import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

type Answer<T> = { readonly result: T } | { readonly error: string };

/**
 * A part of a benchmark that runs in a process of its own, so that it waits for nothing else: a file
 * named `…-process.ts`. It answers once, and lives on until it is stopped.
 */
export class SideProcess<T extends object> {
  readonly #file: string;
  readonly #child: ChildProcess;
  /** Settles when it has told its result. */
  readonly result: Promise<T>;

  /** Starts `file`, a path within the workspace, which takes the input by `runSide`. */
  constructor(workspace: string, file: string, input: object) {
    this.#file = file;
    this.#child = spawn(process.execPath, [join(workspace, file), JSON.stringify(input)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.result = this.#answer();
  }

  get pid(): number {
    return this.#child.pid as number;
  }

  /** Lets it finish and waits for its end; fails if it had ended by itself. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) throw this.#ended();
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }

  async #answer(): Promise<T> {
    const told = once(this.#child, 'message') as Promise<[Answer<T>]>;
    const ended = once(this.#child, 'disconnect').then(() => undefined);
    const [answer] = (await Promise.race([told, ended])) ?? [];
    if (answer === undefined) throw this.#ended();
    if ('error' in answer) throw new Error(answer.error);
    return answer.result;
  }

  #ended(): Error {
    return new Error(`${this.#file} ended by itself, with exit code ${this.#child.exitCode}.`);
  }
}

/**
 * In a side process: runs with what the parent gave as `Input`, tells it the result, and ends when
 * the parent is gone.
 */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- it names what the parent's JSON is
export async function runSide<Input>(run: (input: Input) => Promise<object>): Promise<void> {
  process.on('disconnect', () => process.exit());
  const input = JSON.parse(process.argv[2] ?? '') as Input;
  const answer: Answer<object> = await run(input).then(
    (result) => ({ result }),
    (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  process.send?.(answer);
}
