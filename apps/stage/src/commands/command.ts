import { z } from 'zod';
import type { ServiceName } from '../service-urls.ts';

const id = z.string().min(1).max(200);

/** What a user of the page may do, as its buttons say it. */
export const command = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('tweet'), userId: id, text: z.string().min(1).max(1000) }),
  z.strictObject({ kind: z.enum(['follow', 'unfollow']), userId: id, followeeId: id }),
  z.strictObject({ kind: z.enum(['like', 'unlike']), userId: id, tweetId: id }),
  z.strictObject({
    kind: z.literal('edit'),
    userId: id,
    name: z.string().min(1).max(100),
    description: z.string().max(300),
  }),
]);

export type Command = z.infer<typeof command>;

/** The request to the service that takes such a command. */
export interface CommandRequest {
  readonly service: ServiceName;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body: Readonly<Record<string, string | null>>;
}

export function commandRequest(wish: Command): CommandRequest {
  const { userId } = wish;
  switch (wish.kind) {
    case 'tweet': {
      const body = { userId, text: wish.text };
      return { service: 'tweet-service', method: 'POST', path: '/tweets', body };
    }
    case 'follow':
    case 'unfollow': {
      const method = wish.kind === 'follow' ? 'POST' : 'DELETE';
      const body = { followerId: userId, followeeId: wish.followeeId };
      return { service: 'follow-service', method, path: '/follows', body };
    }
    case 'like':
    case 'unlike': {
      const method = wish.kind === 'like' ? 'POST' : 'DELETE';
      const body = { userId, tweetId: wish.tweetId };
      return { service: 'like-service', method, path: '/likes', body };
    }
    case 'edit': {
      const path = `/users/${encodeURIComponent(userId)}`;
      const body = { name: wish.name, description: wish.description || null };
      return { service: 'user-service', method: 'PATCH', path, body };
    }
  }
}
