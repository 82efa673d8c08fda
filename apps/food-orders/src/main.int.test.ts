import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePorts } from '@user-information/servers';
import { TestInstance } from './test-instance.ts';

let folder: string;
let instance: TestInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'food-orders-'));
  const [port = 0] = await freePorts(1);
  instance = new TestInstance(folder, port);
  instance.start();
  await instance.ready();
});
afterAll(async () => {
  await instance.stop('SIGKILL');
  await rm(folder, { recursive: true });
});

describe('food-orders, alone on the embedded log', () => {
  it('answers for names and counts', async () => {
    expect((await instance.putCustomer('1', 'Ann')).status).toBe(200);
    for (const food of ['soup', 'cake']) {
      expect((await instance.order('1', food)).status).toBe(201);
    }
    const right = await instance.until(
      '/stores/order-count/get/1',
      ({ body }) => body['response'] === 2,
    );
    expect(right).toEqual({ status: 200, staleBy: null, body: { response: 2 } });
    const { body } = await instance.until(
      '/stores/customer-v1-changelog/get/1',
      ({ status }) => status === 200,
    );
    expect(body).toEqual({ response: 'Ann' });
    expect((await instance.ask('/stores/order-count/get/2')).status).toBe(404);
    const [host = '', port] = instance.address.split(':');
    expect((await instance.ask('/metadata')).body).toEqual({
      result: [
        {
          host,
          port: Number(port),
          'state-store-names': ['customer-v1-changelog', 'order-count'],
        },
      ],
    });
  });

  it('refuses what is no order', async () => {
    expect((await instance.order('', 'soup')).status).toBe(400);
    expect((await instance.putCustomer('1', 'x'.repeat(201))).status).toBe(400);
  });

  it('counts on after kill -9, and counts nothing twice', async () => {
    for (let n = 0; n < 20; n += 1) await instance.order('killed', 'soup');
    await instance.stop('SIGKILL');
    instance.start();
    await instance.ready();
    await instance.order('killed', 'cake');
    const path = '/stores/order-count/get/killed';
    await instance.until(path, ({ body }) => Number(body['response']) >= 21);
    expect(await instance.count('killed')).toBe(21);
    expect(instance.output).toBe('');
  });
});
