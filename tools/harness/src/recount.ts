import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readAll } from '@user-information/event-log';
import type { EventLog } from '@user-information/event-log';
import avro from 'avsc';

/** A row of a topic, as plain Avro says it. */
export type Row = Readonly<Record<string, unknown>>;

/** Everything that a topic holds now, in offset order within each partition. */
export type TopicReader = (topic: string) => Promise<readonly TopicRecord[]>;

export interface TopicRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
}

/** Where topics are read from: a log, or a reader that shares no code with it. */
export type TopicSource = EventLog | TopicReader;

/**
 * What the view must be, counted from the topics alone: full reads into maps, decoded with the
 * .avsc files. It shares no code with the join, its serdes or its state.
 */
export async function recount(source: TopicSource, workspace: string): Promise<Map<string, Row>> {
  const rows = (topic: string, schema: string) =>
    readTable(source, topic, join(workspace, 'libs/schemas/src/avsc', schema));
  const users = await rows('users', 'user.avsc');
  const tweets = countBy(await rows('tweets', 'tweet.avsc'), 'userId');
  const follows = await rows('follows', 'follow.avsc');
  const following = countBy(follows, 'followerId');
  const followers = countBy(follows, 'followeeId');
  const likes = countBy(await rows('likes', 'like.avsc'), 'userId');
  return new Map(
    [...users].map(([id, user]) => [
      id,
      {
        ...user,
        tweetCount: tweets.get(id) ?? 0,
        followingCount: following.get(id) ?? 0,
        followerCount: followers.get(id) ?? 0,
        likeCount: likes.get(id) ?? 0,
      },
    ]),
  );
}

/** A changelog topic as the table that it describes now. */
export async function readTable(
  source: TopicSource,
  topic: string,
  avscFile: string,
): Promise<Map<string, Row>> {
  const type = avro.Type.forSchema(JSON.parse(await readFile(avscFile, 'utf8')) as avro.Schema);
  const read = typeof source === 'function' ? source : (name: string) => readAll(source, name);
  const table = new Map<string, Row>();
  for (const { key, value } of await read(topic)) {
    if (value === null) table.delete(String(key));
    else table.set(String(key), { ...(type.fromBuffer(value.subarray(5)) as Row) });
  }
  return table;
}

function countBy(table: ReadonlyMap<string, Row>, field: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of table.values()) {
    const id = String(row[field]);
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
