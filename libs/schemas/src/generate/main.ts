// Writes src/generated anew: node libs/schemas/src/generate/main.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateAll } from './generate-all.ts';

const sourceRoot = join(import.meta.dirname, '..');
const target = join(sourceRoot, 'generated');
const files = generateAll(sourceRoot);
rmSync(target, { recursive: true, force: true });
mkdirSync(target);
for (const [file, content] of files) writeFileSync(join(target, file), content);
console.log(`Wrote ${files.size} files to ${target}`);
