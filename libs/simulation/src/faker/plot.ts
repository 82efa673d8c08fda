import { zipf } from '../random/choices.ts';
import { randomStream } from '../random/random-stream.ts';
import { planAbsences } from './absences.ts';
import { planDeletions } from './deletions.ts';

/** What happens at a step. Users are numbered from 0, the most popular first. */
export type PlotEvent =
  | { readonly type: 'tweet'; readonly user: number }
  /** `tweetStep` is the earlier step whose tweet is deleted, `user` who wrote it. */
  | { readonly type: 'tweetDeleted'; readonly user: number; readonly tweetStep: number }
  | { readonly type: 'userLeft'; readonly user: number };

/** So many tries to find an author who is not away; then the first user, who never is. */
const AUTHOR_TRIES = 8;

/**
 * Tells what happens at any step, in constant time and with no memory, so that a process which
 * knows only how many steps it took goes on where it stopped. First every user is introduced by a
 * tweet; then popular users tweet more than others, some tweets are deleted, some users leave and
 * come back. Only tweets that were issued are deleted, once; only users who are there tweet or leave.
 */
export function createPlot(seed: number, users: number): (step: number) => PlotEvent {
  const absences = planAbsences(seed, users);
  const deletions = planDeletions(seed);
  const authors = randomStream(seed, 'authors');

  const isDeletionPlanned = (step: number) =>
    step >= users && absences.at(step) === undefined && deletions.isPlanned(step);
  // A planned deletion may turn out to be a tweet; nobody deletes that one.
  const isTweet = (step: number) =>
    step >= 0 && !isDeletionPlanned(step) && absences.at(step)?.type !== 'leaves';
  const author = (step: number) => {
    if (step < users) return step;
    const returning = absences.at(step);
    if (returning !== undefined) return returning.user;
    const random = authors(step);
    for (let tries = 0; tries < AUTHOR_TRIES; tries++) {
      const user = zipf(random, users);
      if (!absences.isAway(user, step)) return user;
    }
    return 0;
  };

  return (step) => {
    const turn = absences.at(step);
    if (turn?.type === 'leaves') return { type: 'userLeft', user: turn.user };
    const tweetStep = isDeletionPlanned(step) ? deletions.target(step) : -1;
    if (isTweet(tweetStep)) return { type: 'tweetDeleted', user: author(tweetStep), tweetStep };
    return { type: 'tweet', user: author(step) };
  };
}
