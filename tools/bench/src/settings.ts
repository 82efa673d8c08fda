import { z } from 'zod';
import { readFlags, usageOf } from './flags.ts';

export const benchmarkNames = ['join', 'latency', 'restart'] as const;
export type BenchmarkName = (typeof benchmarkNames)[number];

const wholeNumber = z.coerce.number().int().min(1);

/** What `npm run bench` can be told: `--users 5000`. */
const flags = {
  users: wholeNumber.default(20_000).describe('users of join and latency'),
  events: wholeNumber.default(200_000).describe('their events, of join and restart'),
  'restart-users': wholeNumber.default(100_000).describe('users of restart'),
  seconds: z.coerce.number().positive().default(10).describe('length of each timed part'),
  repeats: wholeNumber.default(3).describe('how often everything is measured'),
  'background-per-second': wholeNumber.default(500).describe('events/s in the background'),
  durability: z.enum(['process', 'power']).default('process').describe('LOG_DURABILITY'),
  only: z
    .string()
    .default(benchmarkNames.join())
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(benchmarkNames)))
    .describe('some of them, with commas between'),
  seed: z.coerce.number().int().default(1).describe('of the random users and events'),
  json: z.boolean().default(false).describe('prints JSON'),
} as const;

export type Settings = ReturnType<typeof readSettings>;

/** Reads the command line. Throws an error of one line, saying what is wrong with which flag. */
export function readSettings(args: readonly string[]) {
  const given = readFlags(flags, args);
  return {
    ...given,
    restartUsers: given['restart-users'],
    backgroundPerSecond: given['background-per-second'],
  };
}

/** One line a flag, with its default. */
export const usage = (): string => usageOf('npm run bench', flags);
