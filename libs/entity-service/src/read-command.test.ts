import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '@user-information/service';
import type { z } from 'zod';
import {
  dateField,
  line,
  nullable,
  nullByDefault,
  optional,
  textField,
  urlField,
} from './command-fields.ts';
import { idField } from './ids.ts';
import { readCommand } from './read-command.ts';

const fields = { userId: idField, text: textField };
const fine = { userId: 'ada_1', text: 'Hello,\nworld! 🙂' };

function problemOf(read: () => unknown): ProblemError {
  try {
    read();
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
  throw new TypeError('The command was read; it should have been refused.');
}

describe('readCommand', () => {
  it('reads what is allowed', () => {
    expect(readCommand(fields, fine)).toEqual(fine);
  });

  it('names every field that is not: its value, and what is', () => {
    const { status, title, message, extra } = problemOf(() =>
      readCommand(fields, { userId: 'a-b', text: 7 }),
    );
    expect([status, title]).toEqual([400, 'Invalid command']);
    const userId = 'userId is "a-b"; it must be 1 to 128 letters, digits or underscores.';
    const text =
      'text is 7; it must be text of 1 to 4000 characters, not only spaces, without control characters.';
    expect(message).toBe(`${userId} ${text}`);
    expect(extra).toEqual({
      errors: [
        { field: 'userId', detail: userId },
        { field: 'text', detail: text },
      ],
    });
  });

  it.each([
    [{ userId: 'a' }, 'text is missing; it must be text of 1 to 4000 characters'],
    [{ ...fine, name: 'x' }, 'There is no field "name"; there are userId, text.'],
    [JSON.parse('{"userId":"a","text":"b","__proto__":{}}'), 'There is no field "__proto__"'],
    [{ userId: 'a', text: 'b', constructor: 1 }, 'There is no field "constructor"'],
    [{ userId: ['a'], text: 'b' }, 'userId is ["a"]; it must be'],
    [null, 'Send a JSON object with userId, text.'],
    [undefined, 'Send a JSON object with userId, text.'],
    ['text', 'Send a JSON object with userId, text.'],
    [[fine], 'Send a JSON object with userId, text.'],
  ])('refuses %j', (input, detail) => {
    expect(problemOf(() => readCommand(fields, input)).message).toContain(detail);
  });

  it('cuts a long value short', () => {
    const { message } = problemOf(() =>
      readCommand(fields, { ...fine, userId: 'x'.repeat(10_000) }),
    );
    expect(message).toContain('"xxx');
    expect(message.length).toBeLessThan(250);
  });

  it('cuts a long name of a field short', () => {
    const { message, extra } = problemOf(() =>
      readCommand(fields, { ...fine, ['x'.repeat(10_000)]: 1 }),
    );
    expect(message.length + JSON.stringify(extra).length).toBeLessThan(500);
  });
});

describe('the fields of commands', () => {
  const accepts = (field: z.ZodType, value: unknown) => field.safeParse(value).success;

  it.each([
    [
      'idField',
      idField,
      ['1', 'Ada_99', 'x'.repeat(128)],
      ['', 'a-b', 'a b', 'ä', 'x'.repeat(129), 1],
    ],
    [
      'textField',
      textField,
      ['a\nb', 'x'.repeat(4_000)],
      ['', ' \n', '\u0000', '\ud800', 'x'.repeat(4_001)],
    ],
    ['line', line(5), ['a b', 'äöü'], ['', '  ', 'a\nb', 'a\u0007', '123456']],
    [
      'dateField',
      dateField,
      [0, 1_700_000_000_000],
      [-1, 0.5, 4_102_444_800_001, '2024-01-01', Infinity],
    ],
    [
      'urlField',
      urlField,
      ['https://example.com/a?b#c', 'http://localhost:8080'],
      [
        'javascript:alert(1)',
        'ftp://example.com',
        'example.com',
        '//example.com',
        `https://x.y/${'a'.repeat(2_000)}`,
      ],
    ],
  ])('%s has its limits', (_, field, good, bad) => {
    expect(good.filter((value) => !accepts(field, value))).toEqual([]);
    expect(bad.filter((value) => accepts(field, value))).toEqual([]);
  });

  it('can be left out, or null, and still say what they allow', () => {
    const shape = { a: optional(line(5)), b: nullable(line(5)), c: nullByDefault(line(5)) };
    expect(readCommand(shape, { b: null })).toEqual({ b: null, c: null });
    const { message } = problemOf(() => readCommand(shape, { a: null, b: 1, c: 1 }));
    const text = line(5).description;
    expect(message).toBe(
      `a is null; it must be ${text}. b is 1; it must be ${text}, or null. c is 1; it must be ${text}, or null.`,
    );
  });
});
