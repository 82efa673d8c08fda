import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aProblem, ask } from './test-asking.ts';
import type { TestGroup } from './test-instances.ts';
import { failures, partitionOf, startTwo, TestInstance } from './test-instances.ts';

let group: TestGroup;
let first: TestInstance;
let second: TestInstance;

beforeEach(async () => {
  ({ group, first, second } = await startTwo());
});

afterEach(async () => {
  for (const instance of group.instances) await instance.close();
});

const keyOn = (partition: number): string => group.keysOf(partition)[0]!;

function metadata({ address }: TestInstance, names: readonly string[] = ['counts']) {
  const [host, port] = address.split(':');
  return { host, port: Number(port), 'state-store-names': names };
}

describe('discovery', () => {
  it('tells of all instances, and what they have', async () => {
    const third = await TestInstance.start(group, []);
    const { status, body } = await ask(third, '/metadata');
    expect(status).toBe(200);
    const all = [metadata(first), metadata(second), metadata(third, [])];
    expect(body['result']).toHaveLength(3);
    expect(body['result']).toEqual(expect.arrayContaining(all));
    const { body: ofStore } = await ask(third, '/metadata/stores/counts');
    expect(ofStore['result']).toHaveLength(2);
    expect(ofStore['result']).toEqual(expect.arrayContaining(all.slice(0, 2)));
  });

  it('tells who has a key, whether it is there or not', async () => {
    for (const one of [...group.entries.keys(), 'none']) {
      const owner = partitionOf(one) === 1 ? second : first;
      const { body } = await ask(first, `/metadata/stores/counts/key/${one}`);
      expect(body).toEqual({ result: metadata(owner) });
    }
  });

  it('is 503 while the group is between two assignments', async () => {
    group.isBetween = true;
    for (const path of ['', '/stores/counts', '/stores/counts/key/a']) {
      expect(await ask(first, `/metadata${path}`)).toEqual(aProblem(503, /Ask again/));
    }
  });
});

describe('get', () => {
  it('answers for any key from any instance', async () => {
    for (const instance of [first, second]) {
      for (const [one, value] of group.entries) {
        const { status, body, staleBy } = await ask(instance, `/stores/counts/get/${one}`);
        expect({ status, body, staleBy }).toEqual({
          status: 200,
          body: { response: value },
          staleBy: null,
        });
      }
    }
  });

  it('takes any key that is URL-encoded', async () => {
    for (const one of ['a/b?ü 😀%', 'a,b&c=d#e', '..']) {
      group.entries.set(one, 1);
      for (const instance of [first, second]) {
        const { body } = await ask(instance, `/stores/counts/get/${encodeURIComponent(one)}`);
        expect({ one, ...body }).toEqual({ one, response: 1 });
      }
    }
  });

  it('is 404 for a key that is not there, wherever it would be', async () => {
    for (const one of ['none-1', 'none-2', 'none-3', 'none-4']) {
      expect(await ask(first, `/stores/counts/get/${one}`)).toEqual(
        aProblem(404, new RegExp(`no key "${one}"`)),
      );
    }
  });

  it('is 404 for a store that is not there, with those that are', async () => {
    for (const path of [
      '/stores/x/get/a',
      '/stores/x/all',
      '/stores/x/range',
      '/metadata/stores/x',
    ]) {
      expect(await ask(first, path)).toEqual(
        aProblem(404, /no store "x"; there is counts/, { stores: ['counts'] }),
      );
    }
  });

  it.each(['%00', 'a%0ab', 'x'.repeat(513), 'ü'.repeat(257), '%c3%28'])(
    'is 400 for the key %s',
    async (bad) => {
      for (const path of ['/stores/counts/get', '/metadata/stores/counts/key']) {
        expect(await ask(first, `${path}/${bad}`)).toEqual(aProblem(400, /./));
      }
    },
  );

  it('is 503 while the partition is restored or moved, here and elsewhere', async () => {
    first.restoring.add(0);
    for (const instance of [first, second]) {
      expect(await ask(instance, `/stores/counts/get/${keyOn(0)}`)).toEqual(
        aProblem(503, /Partition 0 of store "counts" is not here/),
      );
    }
  });

  it('is 502 when the one that has the key cannot be reached', async () => {
    await second.close();
    expect(await ask(first, `/stores/counts/get/${keyOn(1)}`)).toEqual(
      aProblem(502, new RegExp(`${second.address} cannot be reached: .*ECONNREFUSED`)),
    );
  });

  it('is 502 when it does not answer in time', async () => {
    const hasty = await TestInstance.start(group, [], { peerTimeoutMs: 50 });
    const release = Promise.withResolvers<void>();
    second.onRead = () => release.promise;
    expect(await ask(hasty, `/stores/counts/get/${keyOn(1)}`)).toEqual(
      aProblem(502, /50 ms were over/),
    );
    release.resolve();
  });

  it('follows a partition that moves, without asking the group for every key', async () => {
    const one = `/stores/counts/get/${keyOn(1)}`;
    await ask(first, one);
    for (let turn = 0; turn < 20; turn += 1) await ask(first, one);
    expect(group.asked).toBe(1);
    const third = await TestInstance.start(group, [1]);
    second.active.delete(1);
    await new Promise((resolve) => setTimeout(resolve, 120)); // As often as it may ask.
    expect((await ask(first, one)).status).toBe(200);
    expect(group.asked).toBe(2);
    await third.close();
  });

  it('asks the one that had it last while the group tells nothing', async () => {
    const one = `/stores/counts/get/${keyOn(1)}`;
    await ask(first, one);
    group.isBetween = true;
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await ask(first, one)).status).toBe(200);
  });

  it('never passes on what was passed on', async () => {
    const passedOn = { 'x-forwarded-by-instance': '127.0.0.1:1' };
    expect(await ask(first, `/stores/counts/get/${keyOn(1)}`, passedOn)).toEqual(
      aProblem(503, /is not here/),
    );
  });

  it('answers from a standby only who says that it may be stale, and says by how much', async () => {
    const third = await TestInstance.start(group, []);
    third.standby.add(1);
    await second.close();
    const path = `/stores/counts/get/${keyOn(1)}`;
    for (const instance of [first, third]) {
      expect(await ask(instance, path)).toMatchObject({ status: 502 });
      expect(await ask(instance, `${path}?stale=true`)).toMatchObject({
        status: 200,
        staleBy: '7',
        body: { response: group.entries.get(keyOn(1)) },
      });
    }
    expect(await ask(first, `${path}?stale=1`)).toEqual(aProblem(400, /stale must be/));
  });

  it('is 500 for a value that fails, and says nothing of the inside', async () => {
    first.onRead = () => Promise.reject(new TypeError('secret'));
    expect(await ask(first, `/stores/counts/get/${keyOn(0)}`)).toEqual(
      aProblem(500, /its log says why/),
    );
    expect(failures).toHaveLength(1);
    expect(await ask(second, `/stores/counts/get/${keyOn(0)}`)).toEqual(
      aProblem(502, /answers with status 500/),
    );
  });
});
