import { describe, expect, it } from '@jest/globals';
import { CountLedger } from './count-ledger.ts';

describe('CountLedger', () => {
  function ledger(...changes: readonly (readonly [partition: number, by: 1 | -1])[]) {
    const counts = new CountLedger();
    counts.add('ann', 0, 1);
    counts.add('ann', 1, 1);
    counts.openWindow();
    for (const [partition, by] of changes) counts.add('ann', partition, by);
    return counts;
  }

  it('is sure of what did not change', () => {
    expect(ledger().bounds('ann')).toEqual({ atLeast: 2, atMost: 2 });
    expect(ledger().bounds('bob')).toEqual({ atLeast: 0, atMost: 0 });
  });

  it('knows all that a reader of one partition has come by', () => {
    expect(ledger([0, 1], [0, 1], [0, -1]).bounds('ann')).toEqual({ atLeast: 2, atMost: 4 });
    expect(ledger([0, -1], [0, 1]).bounds('ann')).toEqual({ atLeast: 1, atMost: 2 });
  });

  it('lets each partition be followed up to a place of its own', () => {
    expect(ledger([0, 1], [1, -1]).bounds('ann')).toEqual({ atLeast: 1, atMost: 3 });
  });

  it('is sure again once the window is closed', () => {
    const counts = ledger([0, 1], [1, -1], [1, 1], [1, 1]);
    counts.closeWindow();
    expect(counts.bounds('ann')).toEqual({ atLeast: 4, atMost: 4 });
  });
});
