import { sendProblem } from '@user-information/service';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { UndecodableValueError } from '../errors.ts';
import { jsonText } from '../rows/row.ts';
import { rowOperation } from '../openapi/operations.ts';
import type { RowKey } from '../rows/row-reader.ts';
import { answerJson, asOf, tellAsOf } from './answer.ts';
import { fieldsOf, project } from './fields.ts';
import type { LookupContext } from './lookup-context.ts';
import { mustBeReady } from './not-ready.ts';
import { rowKey } from './row-key.ts';

/** `GET /users/:userId`: 200 with the row, 304, or 404. */
export function addRowRoute(app: FastifyInstance, context: LookupContext): void {
  const { path, progress, rows } = context;
  const handle = (request: FastifyRequest, reply: FastifyReply, text: string) => {
    const key = rowKey(context.keySerde, text);
    mustBeReady(progress, reply);
    const cached = hasQuery(request) ? undefined : rows.cached(key);
    if (cached === undefined) return answerRow(context, request, reply, key);
    // Without a promise: a row from the cache is answered in the same turn.
    answerJson(request, reply, cached, asOf(progress, cached.partition));
    return undefined;
  };
  app.get(path.row, { config: { operation: rowOperation(path) } }, (request, reply) => {
    const { [path.parameter]: text = '' } = request.params as Record<string, string>;
    return handle(request, reply, text);
  });
  // The path of the batch would hide the row whose key is its last part.
  app.get(path.batch, (request, reply) => handle(request, reply, path.batchName));
}

function hasQuery({ raw }: FastifyRequest): boolean {
  return raw.url?.includes('?') === true;
}

async function answerRow(
  { progress, readYourWrites, rows, topic }: LookupContext,
  request: FastifyRequest,
  reply: FastifyReply,
  key: RowKey,
): Promise<void> {
  const query = request.query as Record<string, unknown>;
  const fields = fieldsOf(query);
  await readYourWrites.wait(query, reply);
  const at = asOf(progress, rows.partitionOf(key));
  try {
    const row = await rows.row(key);
    if (row !== undefined) {
      const text = fields === null ? row : jsonText(project(row.json, fields));
      answerJson(request, reply, text, at);
      return;
    }
  } catch (error) {
    if (!(error instanceof UndecodableValueError)) throw error;
    tellAsOf(reply, at);
    sendProblem(reply, 500, 'Undecodable value', error.message, { topic, key: key.text });
    return;
  }
  tellAsOf(reply, at);
  sendProblem(reply, 404, 'Not Found', `No row of "${topic}" has the key "${key.text}".`);
}
