/** Why a simulation or its source cannot go on. Stable: other programs may rely on them. */
export type SimulationErrorCode =
  | 'INVALID_OPTION'
  | 'MISSING_TOKEN'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NO_RULES'
  | 'INVALID_RULE'
  | 'REJECTED';

/** The message says what was wrong, with what value, and what to do about it. */
export class SimulationError extends Error {
  readonly code: SimulationErrorCode;

  constructor(code: SimulationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** X refuses the stream, and asking again would not help. */
export class SourceError extends SimulationError {}

/** A number that must be whole and within bounds; the error names it. */
export function checkWhole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new SimulationError(
    'INVALID_OPTION',
    `${name} is ${value}; it must be a whole number from ${least} to ${most}.`,
  );
}
