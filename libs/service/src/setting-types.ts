import { z } from 'zod';

export interface NumberBounds {
  readonly min: number;
  readonly max?: number;
}

/** A whole number in decimal digits; `1e3`, `0x10` and blanks are refused. */
export function wholeNumber(bounds: NumberBounds) {
  return z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(
      z
        .int()
        .min(bounds.min)
        .max(bounds.max ?? Number.MAX_SAFE_INTEGER),
    );
}

/** A decimal number such as `0.5`. */
export function decimalNumber(bounds: NumberBounds) {
  const number = z.number().min(bounds.min);
  return z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(bounds.max === undefined ? number : number.max(bounds.max));
}

/** `true` or `false`. */
export function flag() {
  return z
    .enum(['true', 'false'])
    .transform((word) => word === 'true')
    .pipe(z.boolean());
}
