// Made from ../avsc/like.avsc by src/generate/main.ts; change that file, not this one.
import type { Schema } from '../schema.ts';

/** A user likes a tweet; a tombstone under its id says no longer. */
export interface Like {
  /** The key: <userId>-<tweetId>. */
  readonly likeId: string;
  /** Who likes. */
  readonly userId: string;
  /** What is liked. */
  readonly tweetId: string;
  /** In milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

export const likeSchema: Schema<Like> = {
  type: 'record',
  name: 'Like',
  namespace: 'userinformation',
  doc: 'A user likes a tweet; a tombstone under its id says no longer.',
  fields: [
    {
      name: 'likeId',
      type: 'string',
      doc: 'The key: <userId>-<tweetId>.',
    },
    {
      name: 'userId',
      type: 'string',
      doc: 'Who likes.',
    },
    {
      name: 'tweetId',
      type: 'string',
      doc: 'What is liked.',
    },
    {
      name: 'createdAt',
      type: {
        type: 'long',
        logicalType: 'timestamp-millis',
      },
      doc: 'In milliseconds since 1970 UTC.',
    },
  ],
};
