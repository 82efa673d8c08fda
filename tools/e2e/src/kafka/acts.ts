import type { Random } from '@user-information/simulation';
import { shuffled, weighted } from '@user-information/simulation';

/** What befalls the services. */
export type Act =
  /** kill -9 of an instance of join-service, which is started again at once. */
  | 'kill'
  /** The same, and its state is gone. */
  | 'lose disk'
  /** An instance is stopped (SIGSTOP) until its group has forgotten it, and goes on then. */
  | 'zombie'
  /** A fourth instance joins, and leaves in order. */
  | 'guest'
  /** kill -9 of the broker, which is started again. */
  | 'kill broker'
  /** kill -9 of user-info-http, which is started again at once. */
  | 'kill view';

/** Those that take long come first, or a short run would end before they do. */
const long = ['zombie', 'guest'] as const satisfies readonly Act[];
const short = ['lose disk', 'kill broker', 'kill view'] as const satisfies readonly Act[];

/** Each kind once with a kill before each, then for ever any kind, mostly kills. */
export function* acts(random: Random): Generator<Act, never, undefined> {
  for (const act of [...shuffled(random, long), ...shuffled(random, short)]) {
    yield 'kill';
    yield act;
  }
  const others = [...long, ...short].map((act) => [act, 1] as const);
  for (;;) yield weighted<Act>(random, [['kill', others.length], ...others]) ?? 'kill';
}
