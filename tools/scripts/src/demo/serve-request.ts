/** What a call of Nx wants to serve. */
export type ServeRequest =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly service: string }
  | { readonly kind: 'many' };

const flags = /^(?:-t|--targets?)(?:=(?<targets>.+))?$/;

/** Reads the arguments that follow `nx`: `serve x` and `run x:serve` are one, `run-many -t serve` many. */
export function serveRequest([command = '', ...rest]: readonly string[]): ServeRequest {
  if (command === 'serve') return one(rest.find((word) => !word.startsWith('-')));
  if (command === 'run') return runRequest(rest[0]);
  const isMany = command === 'run-many' || command === 'affected';
  return isMany && targetsOf(rest).includes('serve') ? { kind: 'many' } : { kind: 'none' };
}

function runRequest(task = ''): ServeRequest {
  const [service, target] = task.split(':');
  return target === 'serve' ? one(service) : { kind: 'none' };
}

function one(service: string | undefined): ServeRequest {
  return service === undefined ? { kind: 'none' } : { kind: 'one', service };
}

/** `-t lint serve`, `--targets=lint,serve` and the like; what else is after the flag does no harm. */
function targetsOf(words: readonly string[]): string[] {
  const at = words.findIndex((word) => flags.test(word));
  if (at < 0) return [];
  const inFlag = flags.exec(words[at] ?? '')?.groups?.['targets'];
  const listed = words.slice(at + 1);
  const end = listed.findIndex((word) => word.startsWith('-'));
  const targets = inFlag === undefined ? listed.slice(0, end < 0 ? undefined : end) : [inFlag];
  return targets.flatMap((target) => target.split(','));
}
