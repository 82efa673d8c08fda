import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '@user-information/event-log';
import { openEmbeddedEventLog } from '@user-information/event-log-embedded';
import { interactiveQueries } from '@user-information/interactive-queries';
import { createLogger, createMetrics, Health } from '@user-information/observability';
import { SerdeError, utf8 } from '@user-information/serde';
import type { Deserializer, Serde } from '@user-information/serde';
import { startHttpServer } from '@user-information/service';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';
import { startStreams, table, topology } from '@user-information/streams';
import { viewConformance } from '@user-information/view-http/conformance';
import type {
  ConformanceRow,
  ServedView,
  UnreadyView,
} from '@user-information/view-http/conformance';
import { viewOfState } from './view-of-state.ts';

const limits = {
  bodyBytes: 64 * 1024,
  headersBytes: 16 * 1024,
  pathParameterChars: 4096,
  requestTimeoutMs: 500,
  eventStreams: 20,
};
const name = 'things';
const address = '127.0.0.1:1';

const asIs: Serde<Buffer> = { serialize: (bytes) => bytes, deserialize: (bytes) => bytes };
/** Values are JSON already. */
const toJson: Deserializer<string> = {
  deserialize: (bytes) => {
    const text = bytes.toString();
    if (!text.startsWith('{')) throw new SerdeError('UNDECODABLE', 'it is no JSON');
    return text;
  },
};

/** A table in the state of a running topology, on the real embedded log and RocksDB. */
async function startView(restores: Promise<void> = Promise.resolve()): Promise<ServedView> {
  const directory = await mkdtemp(join(tmpdir(), 'view-of-state-'));
  const log = await openEmbeddedEventLog({ directory: join(directory, 'log') });
  await log.createTopics([{ name, kind: 'changelog', partitions: 3 }]);
  const metrics = createMetrics({ service: 'test' });
  const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });
  const health = new Health();
  const server = await startHttpServer({
    ...{ host: '127.0.0.1', port: 0, logger, metrics, health, limits },
  });
  const disk = openRocksDbStores({ directory: join(directory, 'state') });
  const streams = await startStreams({
    topology: topology('app', table({ name, key: utf8, value: asIs }, { store: name })),
    log,
    stores: {
      names: () => disk.names(),
      open: (store) => restores.then(() => disk.open(store)),
    },
    ...{ metrics, logger, health },
    onError: (error) => {
      throw error;
    },
  });
  const { stores } = streams;
  const queries = interactiveQueries({ applicationId: 'app', log, stores, address, metrics });
  const view = viewOfState({
    ...{ queries, stores, store: name, path: '/things/:thingId', toJson, metrics },
    serialize: (value) => value as Buffer,
  });
  await server.serve(view);
  while (stores.assigned() === undefined) await new Promise(setImmediate);
  return {
    url: server.url,
    collection: '/things',
    ...writes(log, (key) => queries.store(name).get(key) as Promise<Buffer | undefined>),
    close: async () => {
      await server.close();
      queries.close();
      await streams.close();
      await log.close();
      await rm(directory, { recursive: true });
    },
  };
}

type Writes = Pick<ServedView, 'put' | 'putDamaged' | 'putUnaddressable' | 'served'>;

/** Puts what the suite wants into the topic, and waits until it is in the store. */
function writes(log: EventLog, get: (key: Buffer) => Promise<Buffer | undefined>): Writes {
  const last = new Map<string, { readonly key: Buffer; readonly value: Buffer | null }>();
  const append = async (key: Buffer, value: Buffer | null): Promise<string> => {
    const [record] = await log.append([{ topic: name, key, value }]);
    const position = `${name}-${record?.partition}@${record?.offset}`;
    last.set(position, { key, value });
    return position;
  };
  const asBytes = (row: ConformanceRow | null) =>
    row === null ? null : Buffer.from(JSON.stringify(row));
  return {
    put: (rows) =>
      Promise.all(Object.entries(rows).map(([id, row]) => append(Buffer.from(id), asBytes(row)))),
    putDamaged: async (id) => [await append(Buffer.from(id), Buffer.from('damaged'))],
    putUnaddressable: (prefix) =>
      Promise.all(
        [Buffer.from(prefix.padEnd(600, 'x')), Buffer.from([...Buffer.from(prefix), 0xff])].map(
          (key) => append(key, Buffer.from('{"title":"nobody sees this"}')),
        ),
      ),
    served: async (positions) => {
      for (const { key, value } of positions.flatMap((position) => last.get(position) ?? [])) {
        while (!isSame(await get(key), value)) await new Promise(setImmediate);
      }
    },
  };
}

function isSame(found: Buffer | undefined, value: Buffer | null): boolean {
  return found === undefined || value === null
    ? found === undefined && value === null
    : found.equals(value);
}

async function isReady({ url }: ServedView): Promise<void> {
  while ((await fetch(`${url}/health/ready`)).status !== 200);
}

async function startReadyView(): Promise<ServedView> {
  const view = await startView();
  await isReady(view);
  return view;
}

async function startUnreadyView(): Promise<UnreadyView> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const view = await startView(promise);
  const last: string[] = [];
  return {
    ...view,
    put: async (rows) => {
      const positions = await view.put(rows);
      last.push(...positions);
      return positions;
    },
    catchUp: async () => {
      resolve();
      await isReady(view);
      await view.served?.(last);
    },
  };
}

viewConformance({
  name: 'the state of a running topology',
  start: startReadyView,
  startUnready: startUnreadyView,
  limits,
  lacks: ['positions', 'events', 'explain'],
});
