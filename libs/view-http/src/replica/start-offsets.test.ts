import { describe, expect, it } from '@jest/globals';
import { StateMismatchError } from '../errors.ts';
import { startOffsets } from './start-offsets.ts';

const at = (partition: number, offset: number, topic = 'users') => ({ topic, partition, offset });
const ends = [at(0, 10), at(1, 20), at(2, 0)];

function refusal(position: readonly ReturnType<typeof at>[]): string {
  try {
    startOffsets('users', position, ends, '.data/view');
  } catch (error) {
    if (error instanceof StateMismatchError) return error.message;
    throw error;
  }
  return 'none';
}

describe('startOffsets', () => {
  it('is the start of every partition for a new store', () => {
    expect(startOffsets('users', [], ends, '.data/view')).toEqual([at(0, 0), at(1, 0), at(2, 0)]);
  });

  it('is where the store is, up to the very end', () => {
    const position = [at(1, 20), at(0, 7)];
    expect(startOffsets('users', position, ends, '.data/view')).toEqual([
      at(0, 7),
      at(1, 20),
      at(2, 0),
    ]);
  });

  it('refuses a store that is ahead of the log', () => {
    expect(refusal([at(0, 11)])).toBe(
      'The state in .data/view is at offset 11 of "users" partition 0, which ends at 10: ' +
        'the log was replaced. Delete .data/view and start again.',
    );
  });

  it('refuses a store of a partition that is not there', () => {
    expect(refusal([at(3, 0)])).toBe(
      'The state in .data/view is at offset 0 of "users" partition 3, which does not exist: ' +
        'the log was replaced. Delete .data/view and start again.',
    );
  });

  it('refuses a store of another topic', () => {
    expect(refusal([at(0, 1, 'tweets')])).toBe(
      'The state in .data/view is of topic "tweets", not of "users". Delete .data/view and start again.',
    );
  });
});
