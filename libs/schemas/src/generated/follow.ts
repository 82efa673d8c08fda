// Made from ../avsc/follow.avsc by src/generate/main.ts; change that file, not this one.
import type { Schema } from '../schema.ts';

/** One user follows another; a tombstone under its id says no longer. */
export interface Follow {
  /** The key: <followerId>-<followeeId>. */
  readonly followId: string;
  /** Who follows. */
  readonly followerId: string;
  /** Who is followed. */
  readonly followeeId: string;
  /** In milliseconds since 1970 UTC. */
  readonly createdAt: number;
}

export const followSchema: Schema<Follow> = {
  type: 'record',
  name: 'Follow',
  namespace: 'userinformation',
  doc: 'One user follows another; a tombstone under its id says no longer.',
  fields: [
    {
      name: 'followId',
      type: 'string',
      doc: 'The key: <followerId>-<followeeId>.',
    },
    {
      name: 'followerId',
      type: 'string',
      doc: 'Who follows.',
    },
    {
      name: 'followeeId',
      type: 'string',
      doc: 'Who is followed.',
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
