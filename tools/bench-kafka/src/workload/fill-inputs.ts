import { History } from '@user-information/bench';
import type { Row } from '@user-information/harness';
import { recount } from '@user-information/harness';
import { randomStream } from '@user-information/simulation';
import type { Bench } from '../bench.ts';

/** What the inputs hold. */
export interface Backlog {
  readonly count: number;
  /** The view that follows from it. */
  readonly expected: ReadonlyMap<string, Row>;
}

/** Empties the inputs, and appends every user and so many events of theirs. */
export async function fillInputs(bench: Bench, events: number): Promise<Backlog> {
  const { kafka, settings, workspace } = bench;
  const { seed, users } = settings;
  bench.progress(`appends ${users} users and ${events} events`);
  await kafka.renewInputs();
  const random = randomStream(seed, 'join')(0);
  const history = new History(kafka.writers, { users, random, prefix: 'join' });
  const count =
    (await kafka.fill(history.everyUser())) + (await kafka.fill(history.events(events)));
  return { count, expected: await recount(kafka.log, workspace) };
}
