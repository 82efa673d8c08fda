import { join } from 'node:path';
import type { TopicReader } from '@user-information/harness';
import { openRocksDbStores } from '@user-information/state-store-rocksdb';

/** A task's state: what is kept under each key of its stores, in hexadecimal. */
export type State = ReadonlyMap<string, string>;

/** A task's state store as an instance left it, and how far it had read each changelog topic. */
export interface LeftState {
  readonly contents: State;
  readonly position: ReadonlyMap<string, number>;
}

/** What the changelog topics of the join say that a task's state is, and where their last records are. */
export interface ToldState {
  readonly contents: State;
  readonly lastOffsets: ReadonlyMap<string, number>;
}

const application = 'join-service';
const stores = [
  'tweets-contributions',
  'follows-contributions',
  'likes-contributions',
  'user-information',
];

/** The instance must have ended. */
export async function readState(dataDir: string, task: number): Promise<LeftState> {
  const provider = openRocksDbStores({ directory: join(dataDir, application) });
  const store = await provider.open(`task-${task}`);
  try {
    const contents = new Map<string, string>();
    for await (const { key, value } of store.range()) {
      contents.set(key.toString('hex'), value.toString('hex'));
    }
    const position = (await store.position()).map(({ topic, offset }) => [topic, offset] as const);
    return { contents, position: new Map(position) };
  } finally {
    await store.close();
  }
}

/** Replays the changelog topics from their beginnings, for each task. */
export async function replayState(read: TopicReader, tasks: number): Promise<readonly ToldState[]> {
  const told = Array.from({ length: tasks }, () => ({
    contents: new Map<string, string>(),
    lastOffsets: new Map<string, number>(),
  }));
  for (const store of stores) {
    const topic = `${application}-${store}-changelog`;
    for (const { partition, offset, key, value } of await read(topic)) {
      const { contents, lastOffsets } = told[partition] as (typeof told)[number];
      const at = Buffer.concat([Buffer.from(`${store}\0`), key ?? Buffer.alloc(0)]).toString('hex');
      if (value === null) contents.delete(at);
      else contents.set(at, value.toString('hex'));
      lastOffsets.set(topic, offset);
    }
  }
  return told;
}
