import type { z } from 'zod';
import { describeSetting } from './describe-setting.ts';

/** A row of the table of settings in a README. */
export interface SettingRow {
  readonly variable: string;
  /** Empty where there is none: the setting may be left out, or must be given. */
  readonly default: string;
  readonly allowed: string;
  readonly meaning: string;
}

/** The rows for a service's settings, in their order, so that a document can be checked for drift. */
export function settingsTable(schema: z.ZodRawShape): SettingRow[] {
  return Object.entries(schema).map(([variable, setting]) => {
    const { default: fallback = '', allowed, meaning } = describeSetting(setting as z.ZodType);
    return { variable, default: fallback, allowed, meaning };
  });
}
