import type { AuditView } from '../snapshot.ts';
import { again } from './again.ts';
import { ask } from './ask.ts';

const everyMs = 1_000;

/** Asks a URL every second, and tells what it answered with 200, until `signal` aborts. */
export async function watchAnswer(
  url: string,
  signal: AbortSignal,
  onAnswer: (text: string | null) => void,
): Promise<void> {
  await again(everyMs, signal, async () => {
    const answer = await ask(url, signal);
    if (signal.aborted) return;
    onAnswer(answer?.status === 200 ? answer.text : null);
  });
}

/** As much of the answer of `GET /audit` as the page shows. */
export function auditView(text: string | null): AuditView | null {
  if (text === null) return null;
  const { verdict, rowsChecked, rowsWrong, ageSeconds, waitsFor } = JSON.parse(text) as AuditView;
  return { verdict, rowsChecked, rowsWrong, ageSeconds, waitsFor };
}
