import { describe, expect, it } from '@jest/globals';
import { utf8 } from '@user-information/serde';
import { join } from '../dsl/join.ts';
import { table } from '../dsl/ktable.ts';
import { topology } from '../topology/topology.ts';
import { taskLayout } from './task-layout.ts';

const topic = (name: string) => ({ name, key: utf8, value: utf8 });
const pets = table(topic('pets')).groupBy('pets', (owner) => owner);
const view = join(topic('zoo'), table(topic('owners')), () => 'all', [
  pets,
  { add: () => 'one', subtract: () => 'none' },
]);

describe('taskLayout', () => {
  it('has a task for each number of the widest topic, with the stores that are that wide', async () => {
    const widths: Record<string, number> = { pets: 3, owners: 2, zoo: 2 };
    const layout = await taskLayout(
      {
        describeTopic: (name) =>
          Promise.resolve({ name, kind: 'changelog', partitions: widths[name] ?? 2 }),
      },
      topology('app', view),
    );
    expect(layout.partitions).toEqual([0, 1, 2]);
    expect(layout.storesOn(0)).toEqual(['pets-contributions', 'zoo']);
    expect(layout.storesOn(2)).toEqual(['pets-contributions']);
  });
});
