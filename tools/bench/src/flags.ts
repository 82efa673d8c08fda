import { parseArgs } from 'node:util';
import { z } from 'zod';

/** By name: what `--name` may be, with its default and a description. */
export type Flags = Readonly<Record<string, z.ZodType>>;

export type FlagValues<F extends Flags> = z.output<z.ZodObject<F>>;

/** Reads the command line. Throws an error of one line, saying what is wrong with which flag. */
export function readFlags<F extends Flags>(flags: F, args: readonly string[]): FlagValues<F> {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [
      name,
      { type: isSwitch(flag) ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { values } = parseArgs({ args: [...args], options });
  const parsed = z.strictObject(flags).safeParse(values);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`);
  throw new Error(faults.join('; '));
}

/** One line a flag, with its default. */
export function usageOf(command: string, flags: Flags): string {
  const lines = Object.entries(flags).map(([name, flag]) => {
    const standard: unknown = flag.parse(undefined);
    return `  --${name.padEnd(22)} ${flag.description ?? ''} (${String(standard)})`;
  });
  return [`${command} -- [flags]`, ...lines].join('\n');
}

/** Whether it stands alone on the command line, without a value. */
function isSwitch(flag: z.ZodType): boolean {
  return flag.safeParse(true).data === true;
}
