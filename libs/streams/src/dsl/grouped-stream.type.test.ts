/** Checked by the compiler alone: each line marked as an error must not compile. */
import type { Serde } from '@user-information/serde';
import type { Aggregate } from './grouped-stream.ts';
import { stream } from './kstream.ts';
import { table } from './ktable.ts';
import type { TypedTopic } from './typed-topic.ts';

interface Player {
  readonly name: string;
}

declare const players: TypedTopic<string, Player>;
declare const goals: TypedTopic<string, { readonly minute: number }>;
declare const numbered: TypedTopic<number, Player>;
declare const texts: Serde<string>;
declare const numbers: Serde<number>;

const stored = table(players, { store: 'players' });

// With the types of the functions inferred.
export const counted: Aggregate<string, number> = stream(goals)
  .leftJoin(stored, (goal, player) => ({ at: goal.minute, by: player?.name ?? 'nobody' }))
  .groupByKey()
  .count('goals');

export const folded: Aggregate<number, string> = stream(goals)
  .selectKey('by-minute', (goal) => goal.minute)
  .groupByKey(numbers)
  .aggregate({
    store: 'scorers',
    value: texts,
    update: (minutes = '', goal) => `${minutes} ${goal.minute.toFixed()}`,
  });

const unsure = (_goal: unknown, player: Player) => player.name;
// @ts-expect-error there may be no row
stream(goals).leftJoin(stored, unsure);

const passing = table(players);
// @ts-expect-error only a table that is kept can be looked up
stream(goals).leftJoin(passing, (goal) => goal); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment

const byNumber = table(numbered, { store: 'numbered' });
// @ts-expect-error the table is keyed by numbers, the stream by strings
stream(goals).leftJoin(byNumber, (goal) => goal);

const byMinute = stream(goals).selectKey('by-minute', (goal) => goal.minute);
// @ts-expect-error the serde of keys is for texts, the keys are numbers
byMinute.groupByKey(texts);

const grouped = stream(goals).groupByKey();
// @ts-expect-error the serde of values is for texts, the fold makes numbers
grouped.aggregate({ store: 'sum', value: texts, update: () => 1 });

const seconds = (_sum: unknown, goal: { readonly second: number }) => goal.second;
// @ts-expect-error an event has no field `second`
grouped.aggregate({ store: 'sum', value: numbers, update: seconds });
