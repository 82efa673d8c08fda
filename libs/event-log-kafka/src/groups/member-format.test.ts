import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import { decodeAssignment, decodeMember, encodeAssignment, encodeMember } from './member-format.ts';
import type { MemberInfo } from './member-format.ts';

const { MemberAssignment, MemberMetadata } = kafkajs.AssignerProtocol;

const info: MemberInfo = {
  topics: ['users', 'tweets'],
  address: '127.0.0.1:8085',
  sharing: 'shared',
  standbyReplicas: 1,
  owned: [0, 2],
  copies: [{ partition: 1, recordsBehind: 12_345 }],
};

describe('the format of members', () => {
  it('carries what a member tells, with its topics where other consumers have them', () => {
    const bytes = encodeMember(info);
    expect(decodeMember(bytes)).toEqual(info);
    expect(MemberMetadata.decode(bytes)?.topics).toEqual(['users', 'tweets']);
  });

  it('carries a member without address and without state', () => {
    const plain = { ...info, address: null, copies: null };
    expect(decodeMember(encodeMember(plain))).toEqual(plain);
  });

  it('tells nothing of a member while its group is assigned anew', () => {
    expect(decodeMember(Buffer.alloc(0))).toBeNull();
  });

  it.each([
    ['without user data', Buffer.alloc(0)],
    ['with bytes of its own', Buffer.from([1, 2, 3])],
    ['with JSON of its own', Buffer.from('{"owned":-1}')],
  ])('knows a consumer of another kind, %s', (_, userData) => {
    const bytes = MemberMetadata.encode({ version: 0, topics: ['users'], userData });
    expect(decodeMember(bytes)).toBeNull();
  });
});

describe('the format of assignments', () => {
  it('carries partitions where other consumers have them, and standbys beside', () => {
    const assignment = {
      active: [
        { topic: 'users', partition: 0 },
        { topic: 'users', partition: 3 },
        { topic: 'tweets', partition: 0 },
      ],
      standby: [1, 2],
    };
    const bytes = encodeAssignment(assignment);
    expect(decodeAssignment(bytes)).toEqual(assignment);
    expect(MemberAssignment.decode(bytes)?.assignment).toEqual({ users: [0, 3], tweets: [0] });
  });

  it('reads nothing as nothing', () => {
    expect(decodeAssignment(Buffer.alloc(0))).toEqual({ active: [], standby: [] });
  });
});
