import { z } from 'zod';

/** What a setting allows and defaults to, in words. */
export interface SettingDescription {
  readonly allowed: string;
  /** As one would write it in the environment; undefined where there is none. */
  readonly default: string | undefined;
  readonly meaning: string;
}

/** Reads the words off the schema itself, so that they cannot disagree with what it accepts. */
export function describeSetting(schema: z.ZodType): SettingDescription {
  const json = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });
  return {
    allowed: allowedWords(json),
    default: defaultWords(json.default),
    meaning: json.description ?? '',
  };
}

function defaultWords(value: unknown): string | undefined {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function allowedWords(json: z.core.JSONSchema.BaseSchema): string {
  if (json.title !== undefined) return json.title; // Words of its own, for what a type can't say.
  if (json.enum !== undefined) return wordList(json.enum.map(String));
  if (json.type === 'boolean') return 'true or false';
  if (json.type === 'integer') return `a whole number${rangeWords(json)}`;
  if (json.type === 'number') return `a number${rangeWords(json)}`;
  return json.format === undefined ? 'text' : `text, a ${json.format}`;
}

function wordList(words: readonly string[]): string {
  return words.length < 2
    ? words.join()
    : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

function rangeWords({ minimum, maximum }: z.core.JSONSchema.BaseSchema): string {
  // Zod bounds an integer by what a double holds exactly, which is no news to a person.
  const hasMaximum = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  const hasMinimum = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER;
  if (hasMinimum && hasMaximum) return ` from ${minimum} to ${maximum}`;
  if (hasMinimum) return `, ${minimum} or more`;
  return hasMaximum ? `, ${maximum} or less` : '';
}
