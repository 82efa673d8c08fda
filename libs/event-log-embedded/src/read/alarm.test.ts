import { describe, expect, it } from '@jest/globals';
import { Alarm } from './alarm.ts';

const FOR_EVER_MS = 2 ** 31 - 1;

describe('Alarm', () => {
  it('wakes who waits', async () => {
    const alarm = new Alarm();
    const waiting = alarm.wait(FOR_EVER_MS);
    alarm.ring();
    await waiting;
  });

  it('does not lose a ring before the wait', async () => {
    const alarm = new Alarm();
    alarm.reset();
    alarm.ring();
    await alarm.wait(FOR_EVER_MS);
  });

  it('waits again after a reset', async () => {
    const alarm = new Alarm();
    alarm.ring();
    alarm.reset();
    let woken = false;
    const waiting = alarm.wait(FOR_EVER_MS).then(() => {
      woken = true;
    });
    await new Promise(setImmediate);
    expect(woken).toBe(false);
    alarm.ring();
    await waiting;
  });

  it('ends by itself after the limit', async () => {
    await new Alarm().wait(1);
  });
});
