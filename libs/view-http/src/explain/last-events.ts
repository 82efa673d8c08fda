import { lastEventsOf } from '@user-information/event-log';
import type { RecordHeaders } from '@user-information/event-log';
import type { DerivationStep } from '../positions/derivation-step.ts';

/** The last event that a row includes of those that came by one input. */
export interface LastEventExplanation {
  /** What whoever makes the rows calls it. */
  readonly input: string;
  /** The fields of a row that come of it, where somebody said so. */
  readonly fields: readonly string[];
  /** Of the event. */
  readonly position: string;
  /** In ISO 8601. */
  readonly happenedAt: string;
  /** When whoever makes the rows applied it to this one, in ISO 8601. */
  readonly appliedAt: string;
}

/** What a row's record tells of its last events; nothing for one whose maker does not tell them. */
export function explainLastEvents(
  headers: RecordHeaders,
  steps: readonly DerivationStep[],
): readonly LastEventExplanation[] {
  return [...lastEventsOf(headers)].map(([input, { position, happenedMs, appliedMs }]) => ({
    input,
    fields: steps.flatMap(({ inputs = {} }) => inputs[input] ?? []),
    position,
    happenedAt: new Date(happenedMs).toISOString(),
    appliedAt: new Date(appliedMs).toISOString(),
  }));
}
