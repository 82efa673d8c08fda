import { errorLine } from './error-line.ts';
import type { CloseStep, ServiceScope } from './service-scope.ts';

/**
 * A terminal sends Ctrl-C to every process in it, and npm and Nx pass theirs on too: signals this
 * soon after the first are the same wish.
 */
const sameWishMs = 1_000;
/** What is still open after an orderly close does not keep the process: it has this long. */
const lingerMs = 500;

/** Not SIGHUP, so that `nohup` works. */
const stopSignals = ['SIGINT', 'SIGTERM'] as const;

export interface RunOptions {
  /** How long start and all closing steps together may take once stopping starts; 10 s. */
  readonly closeLimitMs?: number;
}

/**
 * Runs a service until SIGINT or SIGTERM, or until it fails, and closes it in good order. The exit
 * code is 0 after a signal and 1 after a failure, which prints one clear line. A second
 * signal ends the process at once. Resolves when all is closed.
 */
export async function runService(
  name: string,
  start: (scope: ServiceScope) => Promise<void>,
  { closeLimitMs = 10_000 }: RunOptions = {},
): Promise<void> {
  const stopping = new AbortController();
  const stopped = Promise.withResolvers<void>();
  const steps: CloseStep[] = [];
  let stoppingSinceMs = 0;

  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stoppingSinceMs = Date.now();
    stopping.abort();
    stopped.resolve();
  };
  const fail = (error: unknown): void => {
    if (stopping.signal.aborted && isCutOff(error)) return;
    process.exitCode = 1;
    console.error(`${name}: ${errorLine(error)}`);
    stop();
  };
  const onSignal = (): void => {
    if (stopping.signal.aborted && Date.now() - stoppingSinceMs > sameWishMs) process.exit(1);
    stop();
  };

  const stopListening = listen(onSignal, fail);
  const scope: ServiceScope = {
    signal: stopping.signal,
    fail,
    onClose: (step) => void steps.push(step),
  };
  const started = (async () => start(scope))().catch(fail);

  await stopped.promise;
  const limit = setTimeout(() => {
    console.error(`${name}: did not close within ${closeLimitMs / 1000} s; ends now.`);
    process.exit(1);
  }, closeLimitMs);
  await runSteps(steps, fail);
  await started;
  await runSteps(steps, fail); // Those that start added while it was being stopped.
  clearTimeout(limit);
  stopListening();
  setTimeout(() => process.exit(), lingerMs).unref();
}

function listen(onSignal: () => void, onError: (error: unknown) => void): () => void {
  for (const signal of stopSignals) process.on(signal, onSignal);
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  return () => {
    for (const signal of stopSignals) process.off(signal, onSignal);
    process.off('uncaughtException', onError);
    process.off('unhandledRejection', onError);
  };
}

/** The last added first; one that fails does not keep the others from running. */
async function runSteps(steps: CloseStep[], fail: (error: unknown) => void): Promise<void> {
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      fail(error);
    }
  }
}

/** What is still under way when all closes fails so, and that is no failure of the service. */
function isCutOff(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || ('code' in error && error.code === 'CLOSED');
}
