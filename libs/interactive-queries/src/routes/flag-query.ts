import { problem } from '@user-information/service';

/** Reads `?name=true`; throws a problem of status 400 for what is neither true nor false. */
export function flagQuery(query: Readonly<Record<string, unknown>>, name: string): boolean {
  const { [name]: value = 'false' } = query;
  if (value === 'true' || value === 'false') return value === 'true';
  throw problem(
    400,
    'Bad query',
    `${name} must be true or false; it was ${JSON.stringify(value)}.`,
  );
}
