import type { ServiceScope } from '@user-information/service';

/**
 * Lets work go on beside the rest, until the scope's signal ends it. Closing waits for its end; if it
 * fails before, the scope does.
 */
export function inBackground(scope: ServiceScope, work: Promise<void>): void {
  const done = work.catch((error: unknown) => {
    // Once the service stops, what fails only because of that is no news.
    if (!scope.signal.aborted) scope.fail(error);
  });
  scope.onClose(() => done);
}
