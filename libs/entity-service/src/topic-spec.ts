import type { TopicSpec } from '@user-information/event-log';
import type { Topic } from '@user-information/schemas';

/** How the log makes a topic. */
export function topicSpec<V>(topic: Topic<V>, partitions: number): TopicSpec {
  const { name, kind, retentionMs } = topic;
  return { name, kind, partitions, ...(retentionMs === undefined ? {} : { retentionMs }) };
}
