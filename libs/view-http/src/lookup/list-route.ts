import type { FastifyInstance } from 'fastify';
import { listOperation } from '../openapi/operations.ts';
import { jsonText } from '../rows/row.ts';
import { answerJson, asOfAll } from './answer.ts';
import { fieldsOf, project } from './fields.ts';
import type { Fields } from './fields.ts';
import { listRows } from './list-rows.ts';
import type { LookupContext } from './lookup-context.ts';
import { mustBeReady } from './not-ready.ts';
import { pageQuery } from './page-query.ts';
import { rowKey } from './row-key.ts';

/** `GET /users`: rows in key order, a page at a time. */
export function addListRoute(app: FastifyInstance, context: LookupContext): void {
  const { keySerde, path, progress, readYourWrites, rows } = context;
  const partitions = [...Array(progress.partitionCount).keys()];

  const config = { operation: listOperation() };

  app.get(path.collection, { config }, async (request, reply): Promise<void> => {
    const query = request.query as Record<string, unknown>;
    const { limit, afterKey } = pageQuery(query);
    const fields = fieldsOf(query);
    const after = afterKey === null ? null : rowKey(keySerde, afterKey).bytes;
    mustBeReady(progress, reply);
    await readYourWrites.wait(query, reply);
    const at = asOfAll(progress, partitions);
    const { items, lastKey, undecodable } = await listRows({ rows, keySerde }, limit, after);
    const chosen = items.map((item) => project(item, fields));
    const next = lastKey === null ? null : path.collection + nextQuery(limit, fields, lastKey);
    const alsoUndecodable =
      undecodable.length === 0 ? '' : `,"undecodable":${JSON.stringify(undecodable)}`;
    const json = `{"items":[${chosen.join()}],"next":${JSON.stringify(next)}${alsoUndecodable}}`;
    answerJson(request, reply, jsonText(json), at);
  });
}

function nextQuery(limit: number, fields: Fields, lastKey: string): string {
  const names = fields === null ? [] : [...fields].map((name) => encodeURIComponent(name));
  const sameFields = fields === null ? '' : `&fields=${names.join()}`;
  return `?limit=${limit}${sameFields}&afterKey=${encodeURIComponent(lastKey)}`;
}
