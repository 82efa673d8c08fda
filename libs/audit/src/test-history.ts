import type { NewRecord } from '@user-information/event-log';
import { put, remove } from '@user-information/streams-testing';
import type { CrashPoint } from '@user-information/streams-testing';
import fc from 'fast-check';
import { links, people, posts } from './test-people.ts';

/** A change of a source, or a step of one task of the join, which lags behind as it likes. */
export type Event =
  | { readonly of: 'change'; readonly record: NewRecord }
  | {
      readonly of: 'step';
      readonly task: number;
      readonly records: number;
      readonly crash: CrashPoint | undefined;
    };

const person = fc.constantFrom('ann', 'bob', 'cho', 'dee');
const id = fc.constantFrom('1', '2', '3', '4', '5', '6');
const change = (record: NewRecord): Event => ({ of: 'change', record });

const changes = fc.oneof(
  fc
    .tuple(person, fc.option(fc.constantFrom('Ann', 'Bob')), fc.constantFrom('here', 'there'))
    .map(([key, name, place]) =>
      change(name === null ? remove(people, key) : put(people, key, { name, place })),
    ),
  fc
    .tuple(id, fc.option(person))
    .map(([key, author]) =>
      change(author === null ? remove(posts, key) : put(posts, key, { author })),
    ),
  fc
    .tuple(id, fc.option(fc.tuple(person, person)))
    .map(([key, of]) =>
      change(of === null ? remove(links, key) : put(links, key, { from: of[0], to: of[1] })),
    ),
);

const steps: fc.Arbitrary<Event> = fc.record({
  of: fc.constant('step' as const),
  task: fc.nat(2),
  records: fc.integer({ min: 1, max: 9 }),
  crash: fc.constantFrom<CrashPoint | undefined>(
    undefined,
    undefined,
    'before-commit',
    'after-commit',
    'disk-lost',
  ),
});

/** What happens, in bursts of which one goes on whenever the log is asked something. */
export const histories = fc.array(fc.array(fc.oneof(changes, steps), { maxLength: 6 }), {
  maxLength: 40,
  size: 'max',
});
