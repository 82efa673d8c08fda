import type { FlagValues } from '@user-information/bench';
import { readFlags, usageOf } from '@user-information/bench';
import { z } from 'zod';

/** The ways to serve the view, in the README's order. */
export const modeNames = ['local', 'replicated', 'partitioned', 'redis', 'queries'] as const;
export type ModeName = (typeof modeNames)[number];

const wholeNumber = z.coerce.number().int().min(1);

/** What `npm run bench:http` can be told: `--modes local,redis`. */
const flags = {
  modes: z
    .string()
    .default(modeNames.join())
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(modeNames)))
    .describe('some of them, with commas between'),
  users: wholeNumber.default(100_000).describe('users of the view, of whom few are asked for much'),
  'per-second': wholeNumber.default(1_000).describe('requests/s of the open loop'),
  'updates-per-second': z.coerce
    .number()
    .int()
    .min(0)
    .default(500)
    .describe('updates/s of the view meanwhile'),
  connections: wholeNumber
    .default(32)
    .describe('that ask as fast as they can, for most requests/s'),
  seconds: z.coerce.number().positive().default(10).describe('length of each timed part'),
  repeats: wholeNumber.default(3).describe('how often everything is measured'),
  durability: z.enum(['process', 'power']).default('process').describe('LOG_DURABILITY'),
  seed: z.coerce.number().int().default(1).describe('of the random users'),
  json: z.boolean().default(false).describe('prints JSON'),
} as const;

export type Settings = FlagValues<typeof flags>;

/** Reads the command line. Throws an error of one line, saying what is wrong with which flag. */
export const readSettings = (args: readonly string[]): Settings => readFlags(flags, args);

/** One line a flag, with its default. */
export const usage = (): string => usageOf('npm run bench:http', flags);
