import type { TweetV2, UserV2 } from 'twitter-api-v2';
import type { Author, Status } from '../status.ts';
import { describeProblem } from './describe-problem.ts';
import type { ProblemKind, SourceProblem } from './source-problem.ts';

/** What a line of the stream says: nothing, in a keep-alive; a status; or what is wrong with it. */
export type Message =
  | { readonly type: 'keep-alive' }
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type: 'problem'; readonly problem: SourceProblem };

/** Any field may be missing or, X being what it is one day, of another type. */
type Loose<T> = { readonly [K in keyof T]?: unknown };

/** An event of X's compliance streams, such as `delete`, about a tweet or a user. */
interface ComplianceEvent {
  readonly event_at?: unknown;
  readonly tweet?: { readonly id?: unknown; readonly author_id?: unknown };
  readonly user?: { readonly id?: unknown };
}

/** `drop` takes a tweet from public view, as its deletion does. */
const DELETIONS = ['delete', 'drop'];
const DEPARTURES = ['user_delete', 'user_suspend'];

/**
 * Reads one line of a stream of X's API v2: a tweet with its author, an event as the compliance
 * streams deliver them, or an error.
 */
export function readMessage(line: string): Message {
  if (line.trim() === '') return { type: 'keep-alive' };
  const message = parseObject(line);
  if (message === null) return problem('malformed', `not a JSON object: ${shortened(line)}`);
  const data = asObject(message['data']);
  if (data === null) {
    const isError = 'errors' in message || 'title' in message;
    return isError
      ? problem('error-message', describeProblem(message))
      : problem('unknown-message', `neither data nor errors: ${shortened(line)}`);
  }
  const status = readEvent(data) ?? readTweet(data, fieldOf(message['includes'], 'users'));
  if (status === null) return problem('unknown-message', `no tweet: ${shortened(line)}`);
  return { type: 'status', status };
}

function readTweet(tweet: Loose<TweetV2>, users: unknown): Status | null {
  const [tweetId, userId] = [filledText(tweet.id), filledText(tweet.author_id)];
  if (tweetId === null || userId === null || typeof tweet.text !== 'string') return null;
  const included: unknown[] = Array.isArray(users) ? users : [];
  const author = included.find((user) => fieldOf(user, 'id') === userId);
  return {
    type: 'tweet',
    tweetId,
    userId,
    text: tweet.text,
    createdAt: milliseconds(tweet.created_at),
    author: author === undefined ? null : readAuthor(userId, author as Loose<UserV2>),
  };
}

/** Null if X did not even tell the names, which every user has. */
function readAuthor(userId: string, user: Loose<UserV2>): Author | null {
  const [username, name] = [filledText(user.username), filledText(user.name)];
  if (username === null || name === null) return null;
  const followers = fieldOf(user.public_metrics, 'followers_count');
  return {
    userId,
    username,
    name,
    description: filledText(user.description),
    location: filledText(user.location),
    webPageUrl: webPageUrl(user),
    joinedDate: milliseconds(user.created_at),
    profileImageUrl: filledText(user.profile_image_url),
    backgroundImageUrl: filledText(user.profile_banner_url),
    followerCount: Number.isSafeInteger(followers) ? (followers as number) : null,
  };
}

/** The address that the user gave rather than X's short form of it, where X tells it. */
function webPageUrl(user: Loose<UserV2>): string | null {
  const urls = fieldOf(fieldOf(user.entities, 'url'), 'urls');
  const entity: unknown = Array.isArray(urls) ? urls[0] : undefined;
  return filledText(fieldOf(entity, 'expanded_url')) ?? filledText(user.url);
}

function readEvent(data: Record<string, unknown>): Status | null {
  for (const [name, value] of Object.entries(data)) {
    const event = (asObject(value) ?? {}) as ComplianceEvent;
    const nothing = { text: null, createdAt: milliseconds(event.event_at), author: null };
    const tweetId = filledText(event.tweet?.id);
    if (DELETIONS.includes(name) && tweetId !== null) {
      return {
        type: 'tweetDeleted',
        tweetId,
        userId: filledText(event.tweet?.author_id),
        ...nothing,
      };
    }
    const userId = filledText(event.user?.id);
    if (DEPARTURES.includes(name) && userId !== null) {
      return { type: 'userLeft', tweetId: null, userId, ...nothing };
    }
  }
  return null;
}

function problem(kind: ProblemKind, message: string): Message {
  return { type: 'problem', problem: { kind, message, retryInMs: null } };
}

function parseObject(line: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(line));
  } catch {
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return asObject(value)?.[name];
}

/** X gives an empty text for what its user left out. */
function filledText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** From ISO 8601 to milliseconds since 1970. */
function milliseconds(value: unknown): number | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function shortened(line: string): string {
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
