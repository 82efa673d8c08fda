import { SerdeError, utf8 } from '@user-information/serde';
import type { Serde } from '@user-information/serde';
import { join, table, topology } from '@user-information/streams';
import type { Topology, TypedTopic } from '@user-information/streams';
import { counted } from './audited-view.ts';
import type { AuditedView } from './audited-view.ts';

/** A small view for this library's tests: people, how much they post, and who links to whom. */
export interface Person {
  readonly name: string;
  readonly place: string;
}
export interface Post {
  readonly author: string;
}
export interface Link {
  readonly from: string;
  readonly to: string;
}
export interface Profile extends Person {
  readonly posts: number;
  readonly linksOut: number;
  readonly linksIn: number;
}

function json<V>(): Serde<V> {
  return {
    serialize: (value) => Buffer.from(JSON.stringify(value)),
    deserialize: (bytes) => {
      try {
        return JSON.parse(bytes.toString()) as V;
      } catch (cause) {
        throw new SerdeError('UNDECODABLE', 'That is no JSON.', { cause });
      }
    },
  };
}

function topic<V>(name: string): TypedTopic<string, V> {
  return { name, key: utf8, value: json<V>() };
}

export const people = topic<Person>('people');
export const posts = topic<Post>('posts');
export const links = topic<Link>('links');
export const profiles = topic<Profile>('profiles');

const nobody: Profile = { name: '', place: '', posts: 0, linksOut: 0, linksIn: 0 };

type Count = 'posts' | 'linksOut' | 'linksIn';
const counting = (count: Count, isForgetful = false) => ({
  add: (row = nobody) => ({ ...row, [count]: row[count] + 1 }),
  subtract: (row = nobody) => ({ ...row, [count]: row[count] - (isForgetful ? 0 : 1) }),
});

/** The join that makes the view; one with a bug forgets to undo what `forgets` counted. */
export function profilesJoin(forgets?: Count): Topology {
  const linkTable = table(links);
  const count = (name: Count) => counting(name, forgets === name);
  return topology(
    'joiner',
    join(
      profiles,
      table(people),
      (row = nobody, person) => ({ ...row, ...person }),
      [table(posts).groupBy('posts', (post) => post.author), count('posts')],
      [linkTable.groupBy('out', (link) => link.from), count('linksOut')],
      [linkTable.groupBy('in', (link) => link.to), count('linksIn')],
    ),
  );
}

/** The same, as the auditor is told it. */
export const audited: AuditedView = {
  view: profiles,
  rows: people,
  counted: [
    counted(posts, { posts: (post) => post.author }),
    counted(links, { linksOut: (link) => link.from, linksIn: (link) => link.to }),
  ],
  madeBy: { group: 'joiner', through: 'joiner-profiles-repartition' },
};
