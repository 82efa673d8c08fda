import { SerdeError } from '@user-information/serde';

/** What went wrong with the registry in `path`, as the port's error; a `SerdeError` stays itself. */
export function registryError(path: string, cause: unknown): SerdeError {
  if (cause instanceof SerdeError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SerdeError(
    'REGISTRY',
    `The schema registry in ${path} can't be used: ${reason}. ` +
      'Check that the folder can be written and the disk has space, or use another one.',
    { cause },
  );
}
