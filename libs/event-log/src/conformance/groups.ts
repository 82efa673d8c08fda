import { describe, expect, it } from '@jest/globals';
import type { Assignment } from '../group-member.ts';
import { topicPartitions } from '../partition-offsets.ts';
import { expectCode } from './expect-code.ts';
import { sharingTests } from './group-sharing.ts';
import { numbered } from './new-records.ts';
import type { Suite } from './suite.ts';

export function groupTests(suite: Suite): void {
  describe('committed offsets', () => {
    it('are left out where none was committed', async () => {
      const topic = await suite.createTopic('repartition');
      const group = suite.freshName();
      expect(await suite.log.committedOffsets(group, topicPartitions(topic, 3))).toEqual([]);
    });

    it('are the last ones, for every client', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 9));
      const group = suite.freshName();
      const at = (offset: number) => [{ topic, partition: 0, offset }];
      await suite.log.commitOffsets(group, at(4));
      await suite.log.commitOffsets(group, at(7));
      const other = await suite.another();
      expect(await other.committedOffsets(group, topicPartitions(topic, 3))).toEqual(at(7));
    });

    it('are each group its own', async () => {
      const topic = await suite.createTopic('repartition');
      await suite.log.append(numbered(topic, 'r', 9));
      const [one, two] = [suite.freshName(), suite.freshName()];
      await suite.log.commitOffsets(one, [{ topic, partition: 0, offset: 3 }]);
      await suite.log.commitOffsets(two, [{ topic, partition: 0, offset: 5 }]);
      const partitions = topicPartitions(topic, 1);
      expect((await suite.log.committedOffsets(one, partitions))[0]?.offset).toBe(3);
      expect((await suite.log.committedOffsets(two, partitions))[0]?.offset).toBe(5);
    });

    it('are refused for what is no offset, no partition, no topic and no group', async () => {
      const topic = await suite.createTopic('repartition');
      const commit = (place: object, group = suite.freshName()) =>
        suite.log.commitOffsets(group, [{ topic, partition: 0, offset: 0, ...place }]);
      await expectCode(commit({ offset: -1 }), 'INVALID_ARGUMENT');
      await expectCode(commit({ partition: 3 }), 'UNKNOWN_PARTITION');
      await expectCode(commit({ topic: `${topic}-missing` }), 'UNKNOWN_TOPIC');
      await expectCode(commit({}, ''), 'INVALID_ARGUMENT');
    });
  });

  describe('a group', () => {
    it('has nobody in it at first', async () => {
      expect(await suite.log.groupMembers(suite.freshName())).toEqual([]);
    });

    it('assigns its only member everything, and tells others where that is', async () => {
      const topics = [await suite.createTopic('changelog'), await suite.createTopic('repartition')];
      const group = suite.freshName();
      const log = await suite.another();
      const member = await log.joinGroup({ group, topics, address: '127.0.0.1:8085' });
      const assignments = member.assignments()[Symbol.asyncIterator]();
      const assigned = (await assignments.next()).value as Assignment;
      const expected = topics.flatMap((topic) => topicPartitions(topic, 3));
      expect(assigned.active).toHaveLength(expected.length);
      expect(assigned.active).toEqual(expect.arrayContaining(expected));
      expect(assigned.standby).toEqual([]);
      const [seen, ...rest] = await suite.log.groupMembers(group);
      expect(rest).toEqual([]);
      expect(seen).toMatchObject({ memberId: member.memberId, address: '127.0.0.1:8085' });
      expect(seen?.active).toHaveLength(expected.length);
      expect(seen?.active).toEqual(expect.arrayContaining(expected));
      await member.leave();
    });

    it('tells a member that has no address', async () => {
      const topics = [await suite.createTopic('changelog')];
      const group = suite.freshName();
      const member = await (await suite.another()).joinGroup({ group, topics });
      await member.assignments()[Symbol.asyncIterator]().next();
      expect(await suite.log.groupMembers(group)).toMatchObject([{ address: null }]);
      await member.leave();
    });

    it('ends the assignments of a member that leaves, and takes the next', async () => {
      const topics = [await suite.createTopic('changelog')];
      const group = suite.freshName();
      const log = await suite.another();
      const first = await log.joinGroup({ group, topics });
      const assignments = first.assignments()[Symbol.asyncIterator]();
      await assignments.next();
      const ending = assignments.next();
      await first.leave();
      await first.leave();
      expect((await ending).done).toBe(true);
      expect(await suite.log.groupMembers(group)).toEqual([]);
      const second = await suite.log.joinGroup({ group, topics });
      const next = (await second.assignments()[Symbol.asyncIterator]().next()).value as Assignment;
      expect(next.active).toHaveLength(3);
      expect(second.memberId).not.toBe(first.memberId);
      await second.leave();
    });

    it('is left when its member closes the log', async () => {
      const topics = [await suite.createTopic('changelog')];
      const group = suite.freshName();
      const log = await suite.another();
      const member = await log.joinGroup({ group, topics });
      const assignments = member.assignments()[Symbol.asyncIterator]();
      await assignments.next();
      const ending = assignments.next();
      await log.close();
      expect((await ending).done).toBe(true);
      expect(await suite.log.groupMembers(group)).toEqual([]);
    });

    it('refuses an unknown topic and an empty name', async () => {
      const missing = suite.freshName();
      await expectCode(
        suite.log.joinGroup({ group: suite.freshName(), topics: [missing] }),
        'UNKNOWN_TOPIC',
        missing,
      );
      await expectCode(suite.log.joinGroup({ group: '', topics: [] }), 'INVALID_ARGUMENT');
    });

    if (suite.capabilities.oneMemberAGroup) {
      oneMemberTest(suite);
    } else {
      sharingTests(suite);
    }
  });
}

function oneMemberTest(suite: Suite): void {
  it('refuses a second member, and says who is in the way', async () => {
    const topics = [await suite.createTopic('changelog')];
    const group = suite.freshName();
    const first = await suite.log.joinGroup({ group, topics, address: '127.0.0.1:8085' });
    const other = await suite.another();
    await expectCode(other.joinGroup({ group, topics }), 'GROUP_MEMBER_EXISTS', '127.0.0.1:8085');
    await expectCode(suite.log.joinGroup({ group, topics }), 'GROUP_MEMBER_EXISTS', group);
    expect(await other.groupMembers(group)).toMatchObject([{ memberId: first.memberId }]);
    await first.leave();
    await (await other.joinGroup({ group, topics })).leave();
  });
}
