/**
 * What a person needs to know of an error: the message of an error that says what to do (it has a
 * `code`), and the stack too of any other, since that one is a mistake in the program.
 */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return `something that is no error was thrown: ${String(error)}`;
  const isExpected = 'code' in error;
  return isExpected ? `${error.message}${causeText(error)}` : (error.stack ?? String(error));
}

function causeText({ message, cause }: Error): string {
  return cause instanceof Error && !message.includes(cause.message) ? ` (${cause.message})` : '';
}
