import { z } from 'zod';
import { describeSetting } from './describe-setting.ts';
import { ServiceError } from './errors.ts';

/** Lists every setting that is wrong: its value, what is allowed, and its default. */
export class SettingsError extends ServiceError {
  constructor(problems: readonly string[]) {
    const message =
      problems.length === 1 && problems[0] !== undefined
        ? problems[0]
        : [`${problems.length} settings are wrong.`, ...problems].join('\n  ');
    super('BAD_SETTINGS', message);
  }
}

/** Variable names to values, as `process.env` is. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that `schema` names, from `environment`. A variable that is empty counts as left
 * out, as in a `.env` file or a compose file. Throws one `SettingsError` for all that is wrong.
 */
export function readSettings<S extends z.ZodRawShape>(
  schema: S,
  environment: Environment,
): z.infer<z.ZodObject<S>> {
  const given = Object.fromEntries(
    Object.keys(schema).map((name) => [name, givenValue(environment[name])]),
  );
  const result = z.object(schema).safeParse(given);
  if (result.success) return result.data;
  const wrong = new Set(result.error.issues.map((issue) => String(issue.path[0])));
  throw new SettingsError(
    [...wrong].map((name) => problemText(name, given[name], schema[name] as z.ZodType)),
  );
}

function givenValue(value = ''): string | undefined {
  return value.trim() === '' ? undefined : value.trim();
}

function problemText(name: string, value: string | undefined, schema: z.ZodType): string {
  const { allowed, default: fallback } = describeSetting(schema);
  const found =
    value === undefined
      ? `${name} is missing`
      : `${name}=${isSecret(name) ? '(not shown)' : JSON.stringify(withoutUser(value))} is not allowed`;
  const cure = fallback === undefined ? '' : `, or leave it out for ${fallback}`;
  return `${found}: set it to ${allowed}${cure}.`;
}

/** By its name, so that a secret that somebody forgot to mark is not printed either. */
function isSecret(name: string): boolean {
  return /TOKEN|SECRET|PASSWORD|CREDENTIAL|KEY/i.test(name);
}

/** A URL may have a user and a password in it, and one that is wrong may have them anywhere before an @. */
function withoutUser(value: string): string {
  return value.replace(/^([a-z]+:\/\/)?.*@/i, '$1(not shown)@');
}
