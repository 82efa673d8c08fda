/**
 * Run by lint-rules.test.ts in a process of its own, since ESLint loads its configuration in a way
 * that Jest does not know. Reads `LintText`s as JSON from standard input and writes for each the
 * list of rules that it breaks.
 */
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';

/** A text, as if it stood in `file`, which exists: a rule may depend on where a text is. */
export interface LintText {
  readonly file: string;
  readonly code: string;
}

const texts = JSON.parse(await text(process.stdin)) as LintText[];
const eslint = new ESLint();
const broken: string[][] = [];
for (const { file, code } of texts) {
  const results = await eslint.lintText(code, { filePath: file });
  const messages = results.flatMap((result) => result.messages);
  broken.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(broken));
