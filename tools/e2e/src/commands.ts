/** The four services' commands, as a client of their HTTP interfaces gives them. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Rejects when there is no answer, or none within `limitMs` if that is given. */
export async function send(
  method: string,
  url: string,
  body?: object,
  limitMs?: number,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    ...(limitMs === undefined ? {} : { signal: AbortSignal.timeout(limitMs) }),
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}
