import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventLog } from '@user-information/event-log';
import { fromEarliest, readUntil } from '@user-information/event-log';
import type { Row } from '@user-information/harness';
import avro from 'avsc';

const schema = 'libs/schemas/src/avsc/user-information.avsc';

/** The view that a topic holds now, decoded by its .avsc file alone; a row only when it is the last. */
export async function readView(
  log: EventLog,
  topic: string,
  workspace: string,
): Promise<Map<string, Row>> {
  const newest = new Map<string, Buffer>();
  const from = await fromEarliest(log, [topic]);
  for await (const { records } of readUntil(log, from, await log.endOffsets(topic))) {
    for (const { key, value } of records) {
      if (value === null) newest.delete(String(key));
      else newest.set(String(key), value);
    }
  }
  const decode = await rowDecoder(workspace);
  return new Map([...newest].map(([key, value]) => [key, decode(value)]));
}

/** Decodes a value of the view, skipping the header of the wire format. */
export async function rowDecoder(workspace: string): Promise<(value: Buffer) => Row> {
  const text = await readFile(join(workspace, schema), 'utf8');
  const type = avro.Type.forSchema(JSON.parse(text) as avro.Schema);
  return (value) => ({ ...(type.fromBuffer(value.subarray(5)) as Row) });
}
