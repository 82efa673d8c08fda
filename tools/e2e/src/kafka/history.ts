import type { TopicReader } from '@user-information/harness';

/** What the topics went through: a recount of a history in which nothing happens proves nothing. */
export interface History {
  /** Users that are there in the end. */
  readonly users: number;
  /** Users that were deleted and came back. */
  readonly returned: number;
  /** In each input of the join. */
  readonly tombstones: Readonly<Record<'users' | 'tweets' | 'follows' | 'likes', number>>;
}

export async function history(read: TopicReader): Promise<History> {
  const tombstones = async (topic: string): Promise<number> =>
    (await read(topic)).filter(({ value }) => value === null).length;
  const present = new Set<string>();
  const deleted = new Set<string>();
  const returned = new Set<string>();
  for (const { key, value } of await read('users')) {
    const id = String(key);
    if (value === null) {
      present.delete(id);
      deleted.add(id);
    } else {
      present.add(id);
      if (deleted.has(id)) returned.add(id);
    }
  }
  return {
    users: present.size,
    returned: returned.size,
    tombstones: {
      users: await tombstones('users'),
      tweets: await tombstones('tweets'),
      follows: await tombstones('follows'),
      likes: await tombstones('likes'),
    },
  };
}
