/** The values that a count may have: all whole numbers from one to the other. */
export interface Bounds {
  readonly atLeast: number;
  readonly atMost: number;
}

export function isWithin(value: number, { atLeast, atMost }: Bounds): boolean {
  return value >= atLeast && value <= atMost;
}
