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

/**
 * Tells what happens at any step, in constant time and with no memory, so that a process which
 * knows only how many steps it took goes on where it stopped. First every user is introduced by a
 * tweet; then popular users tweet more than others, some tweets are deleted, some users leave, and
 * return with a tweet. Only tweets that were issued are deleted, once, and only users who are
 * there leave.
 */
export function createPlot(seed: number, users: number): (step: number) => PlotEvent {
  const absences = planAbsences(seed, users);
  const deletions = planDeletions(seed);
  const authors = randomStream(seed, 'authors');

  const isDeletionPlanned = (step: number) =>
    step >= users && absences(step) === undefined && deletions.isPlanned(step);
  // A planned deletion may turn out to be a tweet; nobody deletes that one.
  const isTweet = (step: number) =>
    step >= 0 && !isDeletionPlanned(step) && absences(step)?.type !== 'leaves';
  const author = (step: number) =>
    step < users ? step : (absences(step)?.user ?? zipf(authors(step), users));

  return (step) => {
    const turn = absences(step);
    if (turn?.type === 'leaves') return { type: 'userLeft', user: turn.user };
    const tweetStep = isDeletionPlanned(step) ? deletions.target(step) : -1;
    if (isTweet(tweetStep)) return { type: 'tweetDeleted', user: author(tweetStep), tweetStep };
    return { type: 'tweet', user: author(step) };
  };
}
