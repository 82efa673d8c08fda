import { stripVTControlCharacters } from 'node:util';

const fileHeader = /^ ?FAIL +(?<file>\S.*?)(?: \([\d.]+ m?s\))?$/;
const testTitle = /^ {2}● (?!Console$)/;
/** Jest and Nx begin what they print besides failures at the margin, or one blank away from it. */
const somethingElse = /^ ?\S|^ {2}● Console$/;

/** A difference of two large values, or a stack, must not hide the tests that failed after it. */
const MAX_LINES = 50;

interface Failure {
  readonly file: string;
  readonly lines: string[];
}

/**
 * What Jest said about each test that failed, so that it can be repeated where a reader looks first: at the
 * end. A block for each, the name of its file before it. `output` is that of `nx run-many`.
 */
export function failedTests(output: string): string[] {
  const failures: Failure[] = [];
  let file = '';
  let failure: Failure | undefined;
  for (const line of stripVTControlCharacters(output).split(/\r?\n/)) {
    file = fileHeader.exec(line)?.groups?.['file'] ?? file;
    if (testTitle.test(line)) failures.push((failure = { file, lines: [] }));
    else if (somethingElse.test(line)) failure = undefined;
    failure?.lines.push(line);
  }
  // Jest says all of it again at the end of a long run, without the project's name.
  const once = new Map(
    failures.toReversed().map((each) => [each.lines.join('\n').trimEnd(), each]),
  );
  return [...once.values()].toReversed().map(textOf);
}

function textOf({ file, lines }: Failure): string {
  const left = lines.length - MAX_LINES;
  const shown = left > 0 ? [...lines.slice(0, MAX_LINES), `    … ${left} more lines above`] : lines;
  return [file, ...shown].join('\n').trimEnd();
}
