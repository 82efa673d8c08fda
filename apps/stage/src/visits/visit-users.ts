import { z } from 'zod';
import { again } from '../watch/again.ts';
import { ask } from '../watch/ask.ts';
import { Visitor } from './visitor.ts';

export interface Visits {
  /** Where user-info-http is. */
  readonly viewUrl: string;
  /** About how many; 0 for none. */
  readonly perSecond: number;
}

const userList = z.object({ items: z.array(z.object({ userId: z.string() })) });
/** How often it is looked who there is. */
const lookEveryMs = 5_000;
/** A service that is away for a while must not be met by all who came meanwhile. */
const maxUnderWay = 50;
const limitMs = 4_000;

/**
 * Asks for one user after another, as people who look at profiles do, until `signal` aborts: what is told
 * of response times is then of more than the few requests that watch the services.
 */
export async function visitUsers(
  { perSecond, viewUrl }: Visits,
  signal: AbortSignal,
): Promise<void> {
  if (perSecond === 0) return;
  const visitor = new Visitor(viewUrl, limitMs);
  let userIds: readonly string[] = [];
  let underWay = 0;
  const visit = async (userId: string): Promise<void> => {
    underWay += 1;
    await visitor.visit(`/users/${encodeURIComponent(userId)}`);
    underWay -= 1;
  };
  const looking = again(lookEveryMs, signal, async () => {
    const answer = await ask(`${viewUrl}/users?limit=100`, signal);
    if (answer?.status === 200) userIds = userIdsIn(answer.text);
  });
  const visiting = again(1000 / perSecond, signal, async () => {
    const userId = userIds[Math.floor(Math.random() * userIds.length)];
    // The next does not wait until this one has an answer.
    if (userId !== undefined && underWay < maxUnderWay) void visit(userId);
  });
  await Promise.all([looking, visiting]);
  visitor.close();
}

/** Nobody where the answer is no list of users, as from another service. */
function userIdsIn(answer: string): readonly string[] {
  try {
    return userList.parse(JSON.parse(answer)).items.map(({ userId }) => userId);
  } catch {
    return [];
  }
}
