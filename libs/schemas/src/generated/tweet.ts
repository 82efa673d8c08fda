// Made from ../avsc/tweet.avsc by src/generate/main.ts; change that file, not this one.
import type { Schema } from '../schema.ts';

/** A tweet that exists; a tombstone under its id says that it was deleted. */
export interface Tweet {
  /** The key. */
  readonly tweetId: string;
  /** Who wrote it. */
  readonly userId: string;
  readonly text: string;
  /** In milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

export const tweetSchema: Schema<Tweet> = {
  type: 'record',
  name: 'Tweet',
  namespace: 'userinformation',
  doc: 'A tweet that exists; a tombstone under its id says that it was deleted.',
  fields: [
    {
      name: 'tweetId',
      type: 'string',
      doc: 'The key.',
    },
    {
      name: 'userId',
      type: 'string',
      doc: 'Who wrote it.',
    },
    {
      name: 'text',
      type: 'string',
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
