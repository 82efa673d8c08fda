import { afterEach, describe, expect, it } from '@jest/globals';
import { SerdeError, utf8 } from '@user-information/serde';
import { ask } from './conformance/client.ts';
import { row } from './conformance/suite.ts';
import { LocalView } from './test-local-view.ts';

let view: LocalView;

afterEach(() => view.close());

const after = (positions: readonly string[]) => `after=${positions.join()}`;

describe('a value that cannot be decoded', () => {
  it('is counted each time that it is asked for', async () => {
    view = await LocalView.start();
    const positions = await view.putDamaged('bad');
    expect(await ask(view.url, `/things/bad?${after(positions)}`)).toMatchObject({ status: 500 });
    expect(await ask(view.url, '/things/bad')).toMatchObject({ status: 500 });
    expect(await ask(view.url, '/things')).toMatchObject({ body: { undecodable: ['bad'] } });
    expect(await view.metrics.metrics()).toContain(
      'view_undecodable_values_total{topic="things",service="test"} 3',
    );
    expect(view.logged).toEqual([]);
  });

  it('is not blamed when the registry cannot be asked', async () => {
    view = await LocalView.start();
    const positions = await view.putDamaged('a', 'unknown');
    expect(await ask(view.url, `/things/a?${after(positions)}`)).toMatchObject({
      status: 500,
      body: { title: 'Internal Server Error' },
    });
    expect(view.logged).toEqual([`GET /things/a?${after(positions)} failed`]);
    expect(await view.metrics.metrics()).toContain(
      'view_undecodable_values_total{topic="things",service="test"} 0',
    );
  });
});

describe('another key serde', () => {
  it('makes the bytes that are looked up, and says what keys it does not take', async () => {
    const serialize = (key: string) => {
      if (!/^\d+$/.test(key)) throw new SerdeError('UNENCODABLE', `"${key}" is no number.`);
      return Buffer.from(key.padStart(4, '0'));
    };
    view = await LocalView.start({ keySerde: { ...utf8, serialize } });
    const positions = await view.put({ '0007': row(7) });
    expect(await ask(view.url, `/things/7?${after(positions)}`)).toMatchObject({ body: row(7) });
    expect(await ask(view.url, '/things/x')).toMatchObject({
      status: 400,
      body: { detail: '"x" is no number.' },
    });
  });
});

describe('what cannot be served', () => {
  it('is a path without a parameter', async () => {
    view = await LocalView.open();
    await expect(view.start({ path: '/things' })).rejects.toMatchObject({ code: 'INVALID_PATH' });
  });

  it.each([
    ['ends', [{ group: 'join', from: ['a'], into: 'b' }], 'b ends there'],
    ['goes round', [{ group: 'join', from: ['a', 'b'], into: 'b' }], 'b -> b goes round'],
  ])('is a derivation that %s', async (_name, derivedBy, words) => {
    view = await LocalView.open();
    await expect(view.start({ derivedBy })).rejects.toMatchObject({
      code: 'INVALID_DERIVATION',
      message: expect.stringContaining(words),
    });
  });
});
