/**
 * Checked by the compiler alone: each line marked as an error must not compile, and if it did, the
 * mark itself would be the error.
 */
import type { Serde } from '@user-information/serde';
import type { TypedTopic } from './typed-topic.ts';
import { join } from './join.ts';
import { stream } from './kstream.ts';
import type { KTable } from './ktable.ts';
import { table } from './ktable.ts';

interface Player {
  readonly name: string;
}
interface Game {
  readonly gameId: number;
  readonly winner: string;
  readonly loser: string | null;
}
interface Score extends Player {
  readonly wins: number;
  readonly points: number;
}

declare const players: TypedTopic<string, Player>;
declare const games: TypedTopic<string, Game>;
declare const points: TypedTopic<string, { points: number }>;
declare const numbered: TypedTopic<number, { points: number }>;
declare const scores: TypedTopic<string, Score>;
declare const numbers: Serde<number>;

const zero: Score = { name: '', wins: 0, points: 0 };
const complete = (score: Score | undefined, player: Player): Score => ({
  ...zero,
  ...score,
  ...player,
});
const wins = {
  add: (score = zero): Score => ({ ...score, wins: score.wins + 1 }),
  subtract: (score = zero): Score => ({ ...score, wins: score.wins - 1 }),
};

// Every kind of input, with the types of its functions inferred.
export const good: KTable<string, Score> = join(
  scores,
  table(players),
  (score = zero, player) => ({ ...score, ...player }),
  [table(games).groupBy('won', (game) => game.winner), wins],
  [
    table(games).groupBy('lost', (game) => game.loser, {
      of: (game) => game.gameId,
      serde: numbers,
    }),
    {
      add: (score = zero, gameId) => ({ ...score, points: score.points + gameId }),
      subtract: (score = zero, gameId) => ({ ...score, points: score.points - gameId }),
    },
  ],
  [stream(points), (score = zero, event) => ({ ...score, points: score.points + event.points })],
  [stream(numbered).selectKey('by-name', () => 'ann'), (score = zero) => score],
);

const won = table(games).groupBy('won', (game) => game.winner);
const wonByNumber = table(games).groupBy('won', (game) => game.gameId);
const playerTable = table(players);

// @ts-expect-error a table grouped by a number can't be joined to one keyed by strings
join(scores, playerTable, complete, [wonByNumber, wins]);

// @ts-expect-error a stream keyed by numbers can't be joined to a table keyed by strings
join(scores, playerTable, complete, [stream(numbered), (score = zero) => score]);

// @ts-expect-error the view's topic is keyed by strings, the table by numbers
join(scores, table(numbered), (score = zero) => score);

// @ts-expect-error the combination leaves out the fields `wins` and `points`
join(scores, playerTable, (_score, player) => ({ name: player.name }));

const addsText = { ...wins, add: (score = zero) => ({ ...score, wins: '1' }) };
// @ts-expect-error the adder makes a text of the count
join(scores, playerTable, complete, [won, addsText]);

// @ts-expect-error a grouped table needs a subtractor too
join(scores, playerTable, complete, [won, { add: wins.add }]);

// @ts-expect-error a stream takes one update, not an adder and a subtractor
join(scores, playerTable, complete, [stream(points), wins]);

const takesGames = (score = zero, event: Game) => ({ ...score, points: event.gameId });
// @ts-expect-error a stream's update takes the stream's own events
join(scores, playerTable, complete, [stream(points), takesGames]);

// @ts-expect-error an input without its update
join(scores, playerTable, complete, [stream(points)]);

// @ts-expect-error there is no field `champion` to group by
table(games).groupBy('won', (game) => String(game.champion));

const text = { of: (game: Game) => game.winner, serde: numbers };
// @ts-expect-error the contribution's serde is for numbers, the contribution is a text
table(games).groupBy('won', (game) => game.winner, text);
