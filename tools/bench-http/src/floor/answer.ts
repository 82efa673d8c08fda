import { isDeepStrictEqual } from 'node:util';

/** An answer with status 200. */
export interface Answer {
  /** Those that are the same in each answer, whoever gives it. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Of the connection and the moment, which every server of Node's adds by itself. */
const own = new Set(['connection', 'keep-alive', 'date']);

export async function answerOf(url: string): Promise<Answer> {
  const response = await fetch(url);
  const body = await response.text();
  if (response.status !== 200) throw new Error(`GET ${url} answered ${response.status}: ${body}`);
  return {
    headers: Object.fromEntries([...response.headers].filter(([name]) => !own.has(name))),
    body,
  };
}

/** Fails unless it is that, to the byte. */
export function checkAnswer(url: string, answer: Partial<Answer>, expected: Partial<Answer>): void {
  if (isDeepStrictEqual(answer, expected)) return;
  throw new Error(
    `GET ${url} answers ${JSON.stringify(answer)} instead of ${JSON.stringify(expected)}.`,
  );
}
