import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from './generate.ts';

/** What belongs into `src/generated`: file name → content, from the .avsc files of `src/avsc`. */
export function generateAll(sourceRoot: string): ReadonlyMap<string, string> {
  const directory = join(sourceRoot, 'avsc');
  const files = readdirSync(directory).filter((file) => file.endsWith('.avsc'));
  return new Map(
    files.map((file) => [
      file.replace(/avsc$/, 'ts'),
      generate(file, readFileSync(join(directory, file), 'utf8')),
    ]),
  );
}
