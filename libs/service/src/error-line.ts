/**
 * What a person needs to know of an error: the message of an error that says what to do (it has a
 * `code`), and the stack too of any other, since that one is a mistake in the program.
 */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return `something that is no error was thrown: ${String(error)}`;
  return isExpected(error) ? error.message : (error.stack ?? String(error));
}

/** Node's own ERR_ codes are mistakes too: an argument of the wrong type, for instance. */
function isExpected(error: Error): boolean {
  return 'code' in error && !String(error.code).startsWith('ERR_');
}
