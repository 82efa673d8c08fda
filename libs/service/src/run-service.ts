import { errorLine } from './error-line.ts';
import type { ServiceScope } from './service-scope.ts';

/** How long all closing steps together may take, in milliseconds. */
const closeLimitMs = 10_000;
/**
 * A terminal sends Ctrl-C to every process in it, and npm and Nx pass theirs on too: signals this
 * soon after the first, in milliseconds, are the same wish.
 */
const sameWishMs = 1_000;
/** What is still open after an orderly close must not keep the process: it has this long. */
const lingerMs = 500;

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a service until SIGINT, SIGTERM or SIGHUP, or until it fails, and closes it in good order.
 * The exit code is 0 after a signal and 1 after a failure, which prints one clear line. A second
 * signal ends the process at once. Resolves when all is closed.
 */
export async function runService(
  name: string,
  start: (scope: ServiceScope) => Promise<void>,
): Promise<void> {
  const stopping = Promise.withResolvers<void>();
  const controller = new AbortController();
  const steps: (() => Promise<void> | void)[] = [];
  let stoppingSinceMs = 0;

  const stop = (): void => {
    if (controller.signal.aborted) return;
    stoppingSinceMs = Date.now();
    controller.abort();
    stopping.resolve();
  };
  const fail = (error: unknown): void => {
    // What was cut off by stopping is no failure.
    if (controller.signal.aborted && isAbort(error)) return;
    process.exitCode = 1;
    process.stderr.write(`${name}: ${errorLine(error)}\n`);
    stop();
  };
  const onSignal = (): void => {
    const isAgain = controller.signal.aborted && Date.now() - stoppingSinceMs > sameWishMs;
    if (isAgain) process.exit(1);
    stop();
  };

  for (const signal of stopSignals) process.on(signal, onSignal);
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  const scope: ServiceScope = {
    signal: controller.signal,
    fail,
    onClose: (step) => {
      if (controller.signal.aborted) void runStep(step, fail);
      else steps.push(step);
    },
  };
  start(scope).catch(fail);
  await stopping.promise;
  await closeInTime(name, () => runSteps(steps, fail));

  for (const signal of stopSignals) process.off(signal, onSignal);
  process.off('uncaughtException', fail);
  process.off('unhandledRejection', fail);
  setTimeout(() => process.exit(), lingerMs).unref();
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

async function runSteps(
  steps: readonly (() => Promise<void> | void)[],
  fail: (error: unknown) => void,
): Promise<void> {
  for (const step of steps.toReversed()) await runStep(step, fail);
}

async function runStep(
  step: () => Promise<void> | void,
  fail: (error: unknown) => void,
): Promise<void> {
  try {
    await step();
  } catch (error) {
    fail(error);
  }
}

async function closeInTime(name: string, close: () => Promise<void>): Promise<void> {
  const limit = setTimeout(() => {
    process.stderr.write(`${name}: did not close within ${closeLimitMs / 1000} s; ends now.\n`);
    process.exit(1);
  }, closeLimitMs);
  await close();
  clearTimeout(limit);
}
