import { SerdeError } from '@user-information/serde';

/** `reason` says what is wrong, `cure` what to do about it, both without a full stop. */
export function registryError(
  url: string,
  { reason, cure, cause }: { reason: string; cure: string; cause?: unknown },
): SerdeError {
  return new SerdeError(
    'REGISTRY',
    `The schema registry at ${url} can't be asked: ${reason}. ${cure}.`,
    { cause },
  );
}

/** Has the name that whatever a signal cuts off has: a service that stops says nothing of it. */
export class ClosedRegistryError extends SerdeError {
  override readonly name = 'AbortError';

  constructor(url: string) {
    super('REGISTRY', `The schema registry at ${url} is closed: this program no longer asks it.`);
  }
}
