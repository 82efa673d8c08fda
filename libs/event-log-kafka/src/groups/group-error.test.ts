import { describe, expect, it } from '@jest/globals';
import { UnavailableError, UnknownTopicError } from '@user-information/event-log';
import { reactionTo } from './group-error.ts';

const ofType = (type: string) => Object.assign(new Error(type), { type });
const kind = (error: unknown) => reactionTo(error, 'readers').kind;

describe('reactionTo', () => {
  it.each(['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION'])('joins again on %s', (type) => {
    expect(kind(ofType(type))).toBe('join-again');
  });

  it('takes the id that it is told to join with', () => {
    const error = { name: 'KafkaJSMemberIdRequired', memberId: 'm-1' };
    expect(reactionTo(error, 'readers')).toEqual({ kind: 'join-as', memberId: 'm-1' });
  });

  it('begins anew when the group has forgotten it', () => {
    expect(kind(ofType('UNKNOWN_MEMBER_ID'))).toBe('join-as-new');
  });

  it.each([
    'GROUP_COORDINATOR_NOT_AVAILABLE',
    'NOT_COORDINATOR_FOR_GROUP',
    'GROUP_LOAD_IN_PROGRESS',
  ])('waits on %s', (type) => {
    expect(kind(ofType(type))).toBe('wait');
  });

  it('waits for a log that can not be reached', () => {
    expect(kind(new UnavailableError('127.0.0.1:1', 'refused'))).toBe('wait');
    expect(kind(new Error('Connection timeout'))).toBe('wait');
  });

  it.each([
    ['GROUP_AUTHORIZATION_FAILED', 'UNAUTHORIZED', 'the right to read group "readers"'],
    ['INCONSISTENT_GROUP_PROTOCOL', 'INVALID_ARGUMENT', 'Group "readers" has members'],
    ['INVALID_SESSION_TIMEOUT', 'INVALID_ARGUMENT', 'group.min.session.timeout.ms'],
  ])('gives up on %s and says what to do', (type, code, words) => {
    expect(reactionTo(ofType(type), 'readers')).toMatchObject({
      kind: 'give-up',
      error: { code, message: expect.stringContaining(words) },
    });
  });

  it('gives up on what the log itself refused', () => {
    expect(kind(new UnknownTopicError('gone'))).toBe('give-up');
  });
});
