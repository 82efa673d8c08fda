/** X's form of an error: as an answer, as a message in a stream, or for one rule of several. */
interface ProblemDetails {
  readonly title?: unknown;
  readonly value?: unknown;
  readonly detail?: unknown;
  readonly message?: unknown;
  readonly details?: unknown;
  readonly errors?: unknown;
}

const LONGEST = 300;

/** What X says in an error in one line, whatever form it takes. */
export function describeProblem(problem: unknown): string {
  const text = describe(problem) || JSON.stringify(problem);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function describe(problem: unknown): string {
  if (typeof problem !== 'object' || problem === null) return String(problem);
  const { title, value, detail, message, details, errors } = problem as ProblemDetails;
  const own = [title, value, detail ?? message, details].flat().filter((part) => part);
  const inner = Array.isArray(errors) ? errors.map(describe) : [];
  return [own.join(': '), ...inner].filter((part) => part !== '').join('; ');
}
