import { parseArgs } from 'node:util';
import { z } from 'zod';

export const benchmarkNames = ['join', 'latency', 'http', 'restart'] as const;
export type BenchmarkName = (typeof benchmarkNames)[number];

const wholeNumber = z.coerce.number().int().min(1);

/** What `npm run bench` can be told: `--users 5000`. */
const flags = {
  users: wholeNumber.default(20_000).describe('users of join, latency and http'),
  events: wholeNumber.default(200_000).describe('their events, of join and restart'),
  'restart-users': wholeNumber.default(100_000).describe('users of restart'),
  seconds: z.coerce.number().positive().default(10).describe('length of each timed part'),
  repeats: wholeNumber.default(3).describe('how often everything is measured'),
  'per-second': wholeNumber.default(1000).describe('requests/s of the open loop'),
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

const schema = z.strictObject(flags).transform((given) => ({
  ...given,
  restartUsers: given['restart-users'],
  requestsPerSecond: given['per-second'],
  backgroundPerSecond: given['background-per-second'],
}));

export type Settings = z.output<typeof schema>;

/** Reads the command line. Throws an error of one line, saying what is wrong with which flag. */
export function readSettings(args: readonly string[]): Settings {
  const options = Object.fromEntries(
    Object.keys(flags).map((name) => [
      name,
      { type: name === 'json' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { values } = parseArgs({ args: [...args], options });
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new Error(faults.join('; '));
}

/** One line a flag, with its default. */
export function usage(): string {
  const lines = Object.entries(flags).map(([name, flag]) => {
    const standard: unknown = flag.parse(undefined);
    return `  --${name.padEnd(22)} ${flag.description ?? ''} (${String(standard)})`;
  });
  return ['npm run bench -- [flags]', ...lines].join('\n');
}
