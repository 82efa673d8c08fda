import { problem } from '@user-information/service';
import type { FastifyInstance } from 'fastify';
import { batchOperation } from '../openapi/operations.ts';
import { jsonType, asOfAll, tellAsOf } from './answer.ts';
import { fieldsOf, project } from './fields.ts';
import type { LookupContext } from './lookup-context.ts';
import { maxIds } from './max-ids.ts';
import { mustBeReady } from './not-ready.ts';
import { rowKey } from './row-key.ts';

/**
 * `POST /users/lookup` with `{"ids": ["1", "2", "3"]}`: what is known of each, in
 * `{"found": {"1": {…}}, "missing": ["2"], "undecodable": ["3"]}`.
 */
export function addBatchRoute(app: FastifyInstance, context: LookupContext): void {
  const { keySerde, path, progress, readYourWrites, rows } = context;

  app.post(path.batch, { config: { operation: batchOperation() } }, async (request, reply) => {
    const query = request.query as Record<string, unknown>;
    const fields = fieldsOf(query);
    const keys = idsOf(request.body).map((id) => rowKey(keySerde, id));
    mustBeReady(progress, reply);
    await readYourWrites.wait(query, reply);
    const at = asOfAll(
      progress,
      keys.map((key) => rows.partitionOf(key)),
    );
    const answers = await rows.jsonOf(keys);
    const found: string[] = [];
    const missing: string[] = [];
    const undecodable: string[] = [];
    keys.forEach(({ text }, index) => {
      const json = answers[index];
      if (json === undefined) missing.push(text);
      else if (typeof json !== 'string') undecodable.push(text);
      else found.push(`${JSON.stringify(text)}:${project(json, fields)}`);
    });
    tellAsOf(reply, at);
    const rest = `"missing":${JSON.stringify(missing)},"undecodable":${JSON.stringify(undecodable)}`;
    return reply.type(jsonType).send(`{"found":{${found.join()}},${rest}}`);
  });
}

/** The ids of a body, each once; throws a problem of status 400. */
function idsOf(body: unknown): string[] {
  const { ids } = Object(body) as { ids?: unknown };
  const isGood =
    Array.isArray(ids) &&
    ids.length >= 1 &&
    ids.length <= maxIds &&
    ids.every((id) => typeof id === 'string');
  if (isGood) return [...new Set(ids)];
  throw problem(400, 'Bad body', `Send {"ids": […]} with 1 to ${maxIds} ids, which are texts.`);
}
