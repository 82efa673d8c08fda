import { positionText } from '@user-information/event-log';
import type { TopicPartition } from '@user-information/event-log';
import { sendProblem } from '@user-information/service';
import type { FastifyInstance } from 'fastify';
import { asOf, jsonType, tellAsOf } from '../lookup/answer.ts';
import type { AsOf } from '../lookup/answer.ts';
import type { LookupContext } from '../lookup/lookup-context.ts';
import { mustBeReady } from '../lookup/not-ready.ts';
import { rowKey } from '../lookup/row-key.ts';
import { explainOperation } from '../openapi/operations.ts';
import type { DerivationStep } from '../positions/derivation-step.ts';
import { recordOf } from '../rows/stored-row.ts';
import type { RowRecord } from '../rows/stored-row.ts';
import { explainLastEvents } from './last-events.ts';
import type { LastEventExplanation } from './last-events.ts';
import type { SourceExplanation } from './source-explanation.ts';
import type { SourceExplainer } from './source-explainer.ts';

/** Why a row is what it is, as far as a view can know. */
export interface RowExplanation {
  readonly key: string;
  /** How far the view was with its topic when the row was read. */
  readonly view: AsOf & { readonly topic: string };
  /** The last change of the row; null when there is no row. */
  readonly row: {
    /** Of the record that made it. */
    readonly position: string;
    /** When the oldest event that this change came of happened, in ISO 8601. */
    readonly happenedAt: string;
    /** When this copy of the view took it, in ISO 8601. */
    readonly appliedAt: string;
    /** What the row includes last, by input; empty when its record does not tell. */
    readonly lastEvents: readonly LastEventExplanation[];
  } | null;
  readonly sources: readonly SourceExplanation[];
}

/** `GET /users/:userId/explain`: how current each part of the row is. 404 tells it, too. */
export function addExplainRoute(
  app: FastifyInstance,
  context: LookupContext,
  explainer: SourceExplainer,
  steps: readonly DerivationStep[],
): void {
  const { path, progress, readYourWrites, rows, topic } = context;

  const config = { operation: explainOperation(path) };

  app.get(path.explain, { config }, async (request, reply) => {
    const { [path.parameter]: text = '' } = request.params as Record<string, string>;
    const key = rowKey(context.keySerde, text);
    mustBeReady(progress, reply);
    await readYourWrites.wait(request.query as Record<string, unknown>, reply);
    const sources = await explainer.explain();
    const partition = rows.partitionOf(key);
    const at = asOf(progress, partition);
    const stored = await rows.stored(key);
    const row =
      stored === undefined ? null : lastChange({ topic, partition }, recordOf(stored), steps);
    const explanation: RowExplanation = { key: text, view: { topic, ...at }, row, sources };
    tellAsOf(reply, at);
    reply.header('cache-control', 'no-store');
    if (row !== null) return reply.type(jsonType).send(JSON.stringify(explanation));
    const detail = `No row of "${topic}" has the key "${text}".`;
    return sendProblem(reply, 404, 'Not Found', detail, { ...explanation });
  });
}

function lastChange(
  at: TopicPartition,
  { appliedMs, headers, offset, timestampMs }: RowRecord,
  steps: readonly DerivationStep[],
): RowExplanation['row'] {
  return {
    position: positionText({ ...at, offset }),
    happenedAt: new Date(timestampMs).toISOString(),
    appliedAt: new Date(appliedMs).toISOString(),
    lastEvents: explainLastEvents(headers, steps),
  };
}
