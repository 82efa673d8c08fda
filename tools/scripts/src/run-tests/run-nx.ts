import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { resolve } from 'node:path';

/** How Nx ended. */
export interface NxResult {
  /** All that it printed. */
  readonly output: string;
  readonly exitCode: number;
  /** The exit code that tells of the signal by which this process was asked to end, if it was. */
  readonly interruptedBy: number | undefined;
}

/** Where Node keeps what it has compiled: tests start hundreds of processes from the same sources. */
const compileCache = resolve('node_modules/.cache/node-compile');

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs Nx and shows what it prints. Signals to end are handed on to Nx and its end is waited for, so that
 * nothing is taken away from it while it runs; a second one kills it.
 */
export async function runNx(args: readonly string[], env: NodeJS.ProcessEnv): Promise<NxResult> {
  const nx = spawn('nx', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { NODE_COMPILE_CACHE: compileCache, ...coloured(env) },
  });
  let interruptedBy: number | undefined;
  const handOn = (signal: (typeof signals)[number]): void => {
    nx.kill(interruptedBy === undefined ? signal : 'SIGKILL');
    interruptedBy = 128 + constants.signals[signal];
  };
  for (const signal of signals) process.on(signal, handOn);
  // Nx names the failed tasks on standard error.
  const chunks: Buffer[] = [];
  const streams = [
    [nx.stdout, process.stdout],
    [nx.stderr, process.stderr],
  ] as const;
  for (const [from, to] of streams) {
    from.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      to.write(chunk);
    });
  }
  const [exitCode] = (await once(nx, 'close')) as [number | null];
  for (const signal of signals) process.off(signal, handOn);
  return { output: Buffer.concat(chunks).toString(), exitCode: exitCode ?? 1, interruptedBy };
}

/** Nx writes to a pipe here and would leave its colours out, though a person looks on. */
function coloured(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? { FORCE_COLOR: '1', ...env } : env;
}
