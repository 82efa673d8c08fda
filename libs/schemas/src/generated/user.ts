// Made from ../avsc/user.avsc by src/generate/main.ts; change that file, not this one.
import type { Schema } from '../schema.ts';

/** A user's profile. What the source leaves out is null, not invented. */
export interface User {
  /** The key. The source's id of the user. */
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
}

export const userSchema: Schema<User> = {
  type: 'record',
  name: 'User',
  namespace: 'userinformation',
  doc: "A user's profile. What the source leaves out is null, not invented.",
  fields: [
    {
      name: 'userId',
      type: 'string',
      doc: "The key. The source's id of the user.",
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
  ],
};
