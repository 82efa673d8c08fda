import { parseAvsc } from './avsc.ts';
import { declarations } from './declarations.ts';
import { literal } from './literal.ts';

/**
 * The TypeScript of one .avsc file: the types of its values, and the schema itself as a constant, so
 * that no program reads a file to know it. `file` is the name without the folder, e.g. `user.avsc`.
 */
export function generate(file: string, text: string): string {
  const record = parseAvsc(text, file);
  const constant = `${record.name.charAt(0).toLowerCase()}${record.name.slice(1)}Schema`;
  return [
    `// Made from ../avsc/${file} by src/generate/main.ts; change that file, not this one.\n`,
    "import type { Schema } from '../schema.ts';\n",
    ...declarations(record).map((declaration) => `\n${declaration}`),
    `\nexport const ${constant}: Schema<${record.name}> = ${literal(record)};\n`,
  ].join('');
}
