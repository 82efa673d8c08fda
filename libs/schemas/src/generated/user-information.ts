// Made from ../avsc/user-information.avsc by src/generate/main.ts; change that file, not this one.
import type { Schema } from '../schema.ts';

/** The view: a user's profile and four counts. */
export interface UserInformation {
  /** The key. */
  readonly userId: string;
  /** The handle, without @. */
  readonly username: string;
  /** The name to show. */
  readonly name: string;
  readonly description: string | null;
  readonly location: string | null;
  readonly webPageUrl: string | null;
  /** When the account was made, in milliseconds since 1970 UTC. */
  readonly joinedDate: number | null;
  readonly profileImageUrl: string | null;
  readonly backgroundImageUrl: string | null;
  /** Tweets of this user that exist. */
  readonly tweetCount: number;
  /** How many users this user follows. */
  readonly followingCount: number;
  /** How many users follow this user. */
  readonly followerCount: number;
  /** How many tweets this user likes. */
  readonly likeCount: number;
}

export const userInformationSchema: Schema<UserInformation> = {
  type: 'record',
  name: 'UserInformation',
  namespace: 'userinformation',
  doc: "The view: a user's profile and four counts.",
  fields: [
    {
      name: 'userId',
      type: 'string',
      doc: 'The key.',
    },
    {
      name: 'username',
      type: 'string',
      doc: 'The handle, without @.',
    },
    {
      name: 'name',
      type: 'string',
      doc: 'The name to show.',
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
      doc: 'When the account was made, in milliseconds since 1970 UTC.',
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
      name: 'tweetCount',
      type: 'long',
      doc: 'Tweets of this user that exist.',
    },
    {
      name: 'followingCount',
      type: 'long',
      doc: 'How many users this user follows.',
    },
    {
      name: 'followerCount',
      type: 'long',
      doc: 'How many users follow this user.',
    },
    {
      name: 'likeCount',
      type: 'long',
      doc: 'How many tweets this user likes.',
    },
  ],
};
