import { describe, expect, it } from '@jest/globals';
import { AssignmentQueue } from './assignment-queue.ts';

const assignment = (partition: number) => ({ active: [{ topic: 't', partition }], standby: [] });

describe('AssignmentQueue', () => {
  it('gives what comes while somebody waits', async () => {
    const queue = new AssignmentQueue();
    const next = queue[Symbol.asyncIterator]().next();
    queue.push(assignment(1));
    expect(await next).toEqual({ done: false, value: assignment(1) });
  });

  it('gives only the last of those that came meanwhile', async () => {
    const queue = new AssignmentQueue();
    queue.push(assignment(1));
    queue.push(assignment(2));
    queue.push(assignment(3));
    expect((await queue[Symbol.asyncIterator]().next()).value).toEqual(assignment(3));
  });

  it('ends, for those who wait and those who come later', async () => {
    const queue = new AssignmentQueue();
    const next = queue[Symbol.asyncIterator]().next();
    queue.end();
    expect((await next).done).toBe(true);
    expect((await queue[Symbol.asyncIterator]().next()).done).toBe(true);
  });

  it('ends with the error that ended the membership', async () => {
    const queue = new AssignmentQueue();
    queue.end({ error: new RangeError('gone') });
    await expect(queue[Symbol.asyncIterator]().next()).rejects.toThrow('gone');
  });
});
