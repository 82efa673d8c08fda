import { parse } from 'yaml';
import { read } from '../repository.ts';

/** A service of docker-compose.yml, as far as the tests ask. */
export interface ComposeService {
  readonly image: string;
  readonly build?: { readonly context: string; readonly args: Readonly<Record<string, string>> };
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly restart?: string;
  readonly read_only?: boolean;
  readonly stop_grace_period?: string;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

/** docker-compose.yml as Compose sees it where the environment sets nothing. */
export function readComposeFile(): ComposeFile {
  return interpolated(parse(read('docker-compose.yml'), { merge: true })) as ComposeFile;
}

/** A service's environment as the service is given it. */
export function environmentOf(service: ComposeService): Record<string, string> {
  const variables = Object.entries(service.environment ?? {});
  return Object.fromEntries(variables.map(([name, value]) => [name, String(value)]));
}

/** `${NAME:-default}` and `${NAME}` without the variable, and `$$` for a dollar sign. */
function interpolated(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replace(/\$\$|\$\{\w+(?::-(?<fallback>[^}]*))?\}/g, (found, fallback?: string) =>
      found === '$$' ? '$' : (fallback ?? ''),
    );
  }
  if (Array.isArray(value)) return value.map(interpolated);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, interpolated(of)]));
}
