import type { EventLog, LogRecord } from '@user-information/event-log';
import { pick, topics } from '@user-information/schemas';
import type { Topic } from '@user-information/schemas';
import type { Deserializer, SchemaRegistry } from '@user-information/serde';
import { SerdeError, topicReader } from '@user-information/serde';
import type { EventKind, FeedEvent } from '../snapshot.ts';
import type { SourceValue } from './feed-event.ts';
import { feedEvent } from './feed-event.ts';
import { NameBook } from './name-book.ts';
import { tailTopic } from './tail-topic.ts';

/** The most that a snapshot tells: a page shows some of them anyway. */
const maxEvents = 40;
/** The auditor's, which changes every second. */
const canary = 'canary';

/** What the services publish: how much, and the newest of it. */
export class SourceFeed {
  readonly #counts = new Map<string, number>();
  readonly #names = new NameBook();
  #events: FeedEvent[] = [];

  /** Reads the topics until `signal` aborts. */
  async follow(log: EventLog, registry: SchemaRegistry, signal: AbortSignal): Promise<void> {
    const { users, tweets, follows, likes, userInformation } = topics;
    const kinds = { users, tweets, follows, likes };
    const readers = (Object.entries(kinds) as [EventKind, Topic<object>][]).map(([kind, topic]) => {
      const values = topicReader(topic, registry) as Deserializer<SourceValue>;
      const onRecord = (record: LogRecord) => this.#sawEvent(kind, record, values);
      return tailTopic(log, topic.name, 'end', signal, onRecord);
    });
    const view = tailTopic(log, userInformation.name, 'end', signal, ({ topic }) => {
      this.#count(topic);
    });
    // Compacted, so that it is short: it tells what those are called who did nothing of late.
    const names = pick(users, ['userId', 'name']);
    const values = topicReader(names, registry);
    const everybody = tailTopic(log, users.name, 'earliest', signal, async (record) => {
      const user = await readable(record, values);
      if (user != null) this.#names.learn(user);
    });
    await Promise.all([...readers, view, everybody]);
  }

  /** Records of a topic since it is followed. */
  countOf(topic: string): number {
    return this.#counts.get(topic) ?? 0;
  }

  /** What was published since the last call. */
  takeEvents(): readonly FeedEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  async #sawEvent(
    kind: EventKind,
    record: LogRecord,
    values: Deserializer<SourceValue>,
  ): Promise<void> {
    this.#count(record.topic);
    if (record.key?.toString() === canary) return;
    const value = await readable(record, values);
    if (value === undefined) return;
    const { userId, name } = value ?? {};
    if (kind === 'users' && userId !== undefined && name !== undefined) {
      this.#names.learn({ userId, name });
    }
    this.#events.push(feedEvent(kind, record, value, (userId) => this.#names.named(userId)));
    if (this.#events.length > maxEvents) this.#events.shift();
  }

  #count(topic: string): void {
    this.#counts.set(topic, this.countOf(topic) + 1);
  }
}

/** The value of a record, null for a tombstone; undefined for one that nobody can read. */
async function readable<T>(
  { value }: LogRecord,
  values: Deserializer<T>,
): Promise<T | null | undefined> {
  if (value === null) return null;
  try {
    return await values.deserialize(value);
  } catch (error) {
    // The services put it into their dead-letter topics, and alert; a page has nothing to add.
    if (error instanceof SerdeError) return undefined;
    throw error;
  }
}
