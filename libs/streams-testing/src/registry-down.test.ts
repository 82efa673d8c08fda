import { describe, expect, it } from '@jest/globals';
import { SerdeError, utf8 } from '@user-information/serde';
import { join, table, topology } from '@user-information/streams';
import { json } from './json-serde.ts';
import { put } from './scenario.ts';
import { customers } from './test-shop.ts';
import { TopologyDriver } from './topology-driver.ts';

describe('a registry that can not be asked', () => {
  it('stops the task and makes no dead letter; later the record is processed', async () => {
    let isDown = true;
    const down = new SerdeError('REGISTRY', 'No answer.');
    const deserialize = (bytes: Buffer) =>
      isDown ? Promise.reject(down) : utf8.deserialize(bytes);
    const out = { name: 'names', key: utf8, value: json<string>() };
    const names = topology(
      'names-app',
      join(out, table({ name: 'customers', key: utf8, value: { deserialize } }), (_, row) => row),
    );
    const driver = new TopologyDriver(names);
    driver.append(put(customers, 'ann', { name: 'Ann' }));
    await expect(driver.run()).rejects.toBe(down);
    isDown = false;
    await driver.run();
    expect(driver.deadLetters()).toEqual([]);
    expect(await driver.table(out)).toEqual(new Map([['ann', '{"name":"Ann"}']]));
  });
});
