import { afterEach, describe, expect, it } from '@jest/globals';
import { UnavailableError } from '@user-information/event-log';
import { SerdeError, utf8 } from '@user-information/serde';
import { ask, json, rawSocket } from './conformance/client.ts';
import { EventReader } from './conformance/event-reader.ts';
import { row } from './conformance/suite.ts';
import type { ViewOptions } from './start-view.ts';
import { LocalView } from './test-local-view.ts';

let view: LocalView;

afterEach(() => view.close());

/** The view's log, but for what differs. */
function logWith(differing: Partial<ViewOptions['log']>): ViewOptions['log'] {
  const { log } = view;
  return {
    committedOffsets: (group, partitions) => log.committedOffsets(group, partitions),
    describeTopic: (topic) => log.describeTopic(topic),
    endOffsets: (topic) => log.endOffsets(topic),
    read: (from, options) => log.read(from, options),
    ...differing,
  };
}

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
    const lookup = { method: 'POST', headers: json, body: '{"ids":["a"]}' };
    const asked = [
      await ask(view.url, `/things/a?${after(positions)}`),
      await ask(view.url, '/things/a'),
      await ask(view.url, '/things'),
      await ask(view.url, '/things/lookup', lookup),
    ];
    for (const answer of asked) {
      expect(answer).toMatchObject({
        status: 503,
        headers: { 'retry-after': '1' },
        body: { title: 'Unavailable', detail: expect.stringContaining('schema registry') },
      });
    }
    const reader = await EventReader.open(view.url, '/things/a/events');
    expect(await reader.next()).toMatchObject({ name: 'problem', data: { status: 503 } });
    expect(await reader.next()).toBeUndefined();
    expect(view.logged).toEqual([]);
    expect(await view.metrics.metrics()).toContain(
      'view_undecodable_values_total{topic="things",service="test"} 0',
    );
  });
});

describe('a log that does not answer', () => {
  it('is a 503 for those who need to ask it, and for nobody else', async () => {
    view = await LocalView.open();
    await view.start({
      derivedBy: [{ group: 'join', from: ['sources'], into: 'things' }],
      log: logWith({
        committedOffsets: () => Promise.reject(new UnavailableError('127.0.0.1:9092', 'refused')),
      }),
    });
    await view.log.createTopics([{ name: 'sources', kind: 'changelog', partitions: 1 }]);
    await view.put({ a: row(1) });
    await view.catchUp();
    expect(await ask(view.url, '/things/a?after=sources-0@0')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { title: 'Unavailable', detail: 'The event log does not answer.' },
    });
    expect(await ask(view.url, '/things/a')).toMatchObject({ status: 200, body: row(1) });
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

describe('closing', () => {
  it('ends the streams of events at once, and lets nobody open another', async () => {
    view = await LocalView.start();
    const readers = await Promise.all(
      Array.from({ length: 5 }, () => EventReader.open(view.url, '/things/a/events')),
    );
    for (const reader of readers) expect(await reader.next()).toMatchObject({ name: 'gone' });
    expect(await view.metrics.metrics()).toContain(
      'view_event_streams{topic="things",service="test"} 5',
    );
    const startMs = performance.now();
    const closed = view.stopServing();
    for (const reader of readers) expect(await reader.next()).toBeUndefined();
    await closed;
    // Not after the time that answers under way are given.
    expect(performance.now() - startMs).toBeLessThan(2_000);
  });
});

describe('a client that goes while its request is looked at', () => {
  it('takes no place of another', async () => {
    view = await LocalView.open();
    const asked = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    await view.start({
      eventLimits: { maxStreams: 1 },
      log: logWith({
        describeTopic: async (topic) => {
          asked.resolve();
          await gate.promise;
          return view.log.describeTopic(topic);
        },
      }),
    });
    const positions = await view.put({ a: row(1) });
    await view.catchUp();
    const socket = rawSocket(view.url);
    const path = `/things/a/events?${after(positions)}`;
    socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`);
    await asked.promise;
    socket.destroy();
    await ask(view.url, '/health/live'); // Whoever comes after it: it has gone.
    gate.resolve();
    let reader = await EventReader.open(view.url, path);
    while (reader.status === 503) reader = await EventReader.open(view.url, path);
    expect(await reader.next()).toMatchObject({ data: row(1) });
    reader.close();
  });
});

describe('a stream that is resumed from an id that this log never had', () => {
  it('begins anew after a while', async () => {
    view = await LocalView.start({ eventLimits: { resumeMs: 50 } });
    const [position = ''] = await view.put({ a: row(1) });
    await view.catchUp();
    const headers = { 'last-event-id': position.replace(/@.*/, '@999999') };
    const reader = await EventReader.open(view.url, '/things/a/events', headers);
    expect(await reader.next()).toMatchObject({ name: 'row', data: row(1) });
    reader.close();
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
