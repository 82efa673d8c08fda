import { parseArgs } from 'node:util';
import { z } from 'zod';

export const partNames = ['join', 'latency', 'restore', 'takeover'] as const;
export type PartName = (typeof partNames)[number];

export const contenderNames = [
  'join-service',
  'eos-best',
  'eos-defaults',
  'alos-best',
  'alos-defaults',
] as const;
export type ContenderName = (typeof contenderNames)[number];

const wholeNumber = z.coerce.number().int().min(1);

const listOf = <const T extends readonly string[]>(names: T) =>
  z
    .string()
    .default(names.join())
    .transform((given) => given.split(','))
    .pipe(z.array(z.enum(names)));

/** What `npm run bench:kafka` can be told: `--users 5000`. */
const flags = {
  users: wholeNumber.default(20_000).describe('users, of whom few do much'),
  events: wholeNumber.default(1_000_000).describe('their events, of join'),
  'restore-events': wholeNumber.default(200_000).describe('their events, of restore'),
  'per-second': wholeNumber.default(500).describe('events/s of latency and takeover'),
  seconds: z.coerce.number().positive().default(30).describe('length of the measured latency'),
  partitions: wholeNumber.default(4).describe('of every topic'),
  repeats: wholeNumber.default(1).describe('how often everything is measured'),
  contenders: listOf(contenderNames).describe('some of them, with commas between'),
  'peer-threads': wholeNumber.default(1).describe('stream threads of an instance of the peer'),
  seed: z.coerce.number().int().default(1).describe('of the random users and events'),
  json: z.boolean().default(false).describe('prints JSON'),
} as const;

const schema = z
  .strictObject({ ...flags, parts: z.array(z.enum(partNames)) })
  .transform((given) => ({
    ...given,
    parts: given.parts.length === 0 ? [...partNames] : given.parts,
    restoreEvents: given['restore-events'],
    perSecond: given['per-second'],
    peerThreads: given['peer-threads'],
  }));

export type Settings = z.output<typeof schema>;

/** Reads the command line. Throws an error of one line, saying what is wrong with which argument. */
export function readSettings(args: readonly string[]): Settings {
  const options = Object.fromEntries(
    Object.keys(flags).map((name) => [
      name,
      { type: name === 'json' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  const parsed = schema.safeParse({ ...values, parts: positionals });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: [name = '', ...at], message }) => {
    const argument = name === 'parts' ? 'part' : `--${String(name)}`;
    return `${[argument, ...at].join('.')}: ${message}`;
  });
  throw new Error(faults.join('; '));
}

/** One line an argument, with its default. */
export function usage(): string {
  const lines = Object.entries(flags).map(([name, flag]) => {
    const standard: unknown = flag.parse(undefined);
    return `  --${name.padEnd(20)} ${flag.description ?? ''} (${String(standard)})`;
  });
  return [`npm run bench:kafka -- [${partNames.join('] [')}] [flags]`, ...lines].join('\n');
}
