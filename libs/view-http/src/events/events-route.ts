import { parsePosition } from '@user-information/event-log';
import type { AppendedRecord } from '@user-information/event-log';
import { problem } from '@user-information/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fieldsOf } from '../lookup/fields.ts';
import type { LookupContext } from '../lookup/lookup-context.ts';
import { mustBeReady, unavailable } from '../lookup/not-ready.ts';
import { rowKey } from '../lookup/row-key.ts';
import { eventsOperation } from '../openapi/operations.ts';
import type { RowKey } from '../rows/row-reader.ts';
import type { EventStreams } from './event-streams.ts';

/** `GET /users/:userId/events`: how the row is, now and whenever that changes. */
export function addEventsRoute(
  app: FastifyInstance,
  context: LookupContext,
  streams: EventStreams,
): void {
  const { path, progress, readYourWrites } = context;
  const config = { isUnending: true, operation: eventsOperation(path) };

  app.get(path.events, { exposeHeadRoute: false, config }, async (request, reply) => {
    const { [path.parameter]: text = '' } = request.params as Record<string, string>;
    const query = request.query as Record<string, unknown>;
    const key = rowKey(context.keySerde, text);
    const fields = fieldsOf(query);
    const lastEvent = lastEventOf(context, request, key);
    mustBeReady(progress, reply);
    await readYourWrites.wait(query, reply);
    const refusal = streams.refusal();
    if (refusal !== null) throw unavailable(reply, 'Too many streams', refusal);
    reply.hijack();
    streams.open({ key, fields, lastEvent }, reply.raw);
  });
}

function lastEventOf(
  { rows, topic }: LookupContext,
  { headers }: FastifyRequest,
  key: RowKey,
): AppendedRecord | null {
  const { 'last-event-id': id } = headers;
  if (id === undefined || id === '') return null;
  const position = typeof id === 'string' ? parsePosition(id) : undefined;
  const partition = rows.partitionOf(key);
  if (position?.topic === topic && position.partition === partition) return position;
  throw problem(
    400,
    'Bad Last-Event-ID',
    `Last-Event-ID must be the id of an event of this row, ${topic}-${partition}@123 for instance.`,
  );
}
