// Made from ../avsc/status.avsc by src/generate/main.ts; change that file, not this one.
import type { Schema } from '../schema.ts';

/** What the source said, before anyone decided what changed. */
export interface Status {
  readonly type: StatusType;
  /** Of tweet and tweetDeleted, and then the key. */
  readonly tweetId: string | null;
  /** Whose tweet, or who left; for userLeft the key. */
  readonly userId: string | null;
  /** Of tweet. */
  readonly text: string | null;
  /** When it was written, in milliseconds since 1970 UTC. */
  readonly createdAt: number | null;
  /** Of tweet. */
  readonly author: Author | null;
}

/** What happened. It tells which of a status's fields are not null. */
export type StatusType = 'tweet' | 'tweetDeleted' | 'userLeft';

/** The profile that the source sends along with a tweet. */
export interface Author {
  readonly userId: string;
  readonly username: string;
  readonly name: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly webPageUrl: string | null;
  readonly joinedDate: number | null;
  readonly profileImageUrl: string | null;
  readonly backgroundImageUrl: string | null;
  /** How many followers the source reports, not how many this service knows. */
  readonly followerCount: number | null;
}

export const statusSchema: Schema<Status> = {
  type: 'record',
  name: 'Status',
  namespace: 'userinformation',
  doc: 'What the source said, before anyone decided what changed.',
  fields: [
    {
      name: 'type',
      type: {
        type: 'enum',
        name: 'StatusType',
        doc: "What happened. It tells which of a status's fields are not null.",
        symbols: ['tweet', 'tweetDeleted', 'userLeft'],
      },
    },
    {
      name: 'tweetId',
      type: ['null', 'string'],
      default: null,
      doc: 'Of tweet and tweetDeleted, and then the key.',
    },
    {
      name: 'userId',
      type: ['null', 'string'],
      default: null,
      doc: 'Whose tweet, or who left; for userLeft the key.',
    },
    {
      name: 'text',
      type: ['null', 'string'],
      default: null,
      doc: 'Of tweet.',
    },
    {
      name: 'createdAt',
      type: [
        'null',
        {
          type: 'long',
          logicalType: 'timestamp-millis',
        },
      ],
      default: null,
      doc: 'When it was written, in milliseconds since 1970 UTC.',
    },
    {
      name: 'author',
      type: [
        'null',
        {
          type: 'record',
          name: 'Author',
          doc: 'The profile that the source sends along with a tweet.',
          fields: [
            {
              name: 'userId',
              type: 'string',
            },
            {
              name: 'username',
              type: 'string',
            },
            {
              name: 'name',
              type: 'string',
            },
            {
              name: 'description',
              type: ['null', 'string'],
              default: null,
            },
            {
              name: 'location',
              type: ['null', 'string'],
              default: null,
            },
            {
              name: 'webPageUrl',
              type: ['null', 'string'],
              default: null,
            },
            {
              name: 'joinedDate',
              type: [
                'null',
                {
                  type: 'long',
                  logicalType: 'timestamp-millis',
                },
              ],
              default: null,
            },
            {
              name: 'profileImageUrl',
              type: ['null', 'string'],
              default: null,
            },
            {
              name: 'backgroundImageUrl',
              type: ['null', 'string'],
              default: null,
            },
            {
              name: 'followerCount',
              type: ['null', 'long'],
              default: null,
              doc: 'How many followers the source reports, not how many this service knows.',
            },
          ],
        },
      ],
      default: null,
      doc: 'Of tweet.',
    },
  ],
};
