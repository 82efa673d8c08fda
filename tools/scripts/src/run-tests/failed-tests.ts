import { stripVTControlCharacters } from 'node:util';

const fileHeader = /^ ?FAIL +(?<file>\S.*?)(?: \([\d.]+ m?s\))?$/;
const testTitle = /^ {2}● (?!Console$)/;
/** Jest and Nx begin what they print besides failures at the margin, or one blank away from it. */
const somethingElse = /^ ?\S|^ {2}● Console$/;

/** A difference of two large values, or a stack, must not hide the tests that failed after it. */
const MAX_LINES = 50;

/**
 * What Jest said about each test that failed, so that it can be repeated where a reader looks first: at the
 * end. A block for each, the name of its file before it. `output` is that of `nx run-many`.
 */
export function failedTests(output: string): string[] {
  const blocks: string[][] = [];
  let file = '';
  let block: string[] | undefined;
  for (const line of stripVTControlCharacters(output).split(/\r?\n/)) {
    file = fileHeader.exec(line)?.groups?.['file'] ?? file;
    if (testTitle.test(line)) blocks.push((block = [file]));
    else if (somethingElse.test(line)) block = undefined;
    block?.push(line);
  }
  return blocks.map(shorten);
}

function shorten(lines: readonly string[]): string {
  const left = lines.length - MAX_LINES;
  const shown = left > 0 ? [...lines.slice(0, MAX_LINES), `    … ${left} more lines above`] : lines;
  return shown.join('\n').trimEnd();
}
