import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { rawSocket } from './client.ts';
import { EventReader } from './event-reader.ts';
import type { Suite } from './suite.ts';
import { aProblem, row } from './suite.ts';

export function eventTests(suite: Suite): void {
  const { limits } = suite.options;
  const readers: EventReader[] = [];
  const follow = async (id: string, query = '', lastEventId?: string): Promise<EventReader> => {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const path = `${suite.pathOf(id)}/events${query}`;
    const reader = await EventReader.open(suite.view.url, path, headers);
    readers.push(reader);
    return reader;
  };
  const event = (name: string, data: unknown) => ({ name, data, id: expect.any(String) });

  afterEach(() => {
    for (const reader of readers.splice(0)) reader.close();
  });

  describe('the events of a row', () => {
    it('are how it is, each change, its end and its return', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const reader = await follow(id);
      expect(reader.status).toBe(200);
      expect(reader.response.headers).toMatchObject({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
      });
      expect(await reader.next()).toEqual(event('row', row(1)));
      for (const value of [row(2), null, row(3)]) {
        await suite.put({ [id]: value });
        const expected = value === null ? event('gone', { key: id }) : event('row', value);
        expect(await reader.next()).toEqual(expected);
      }
    });

    it('begin with none for a key that no row has yet', async () => {
      const id = `${suite.freshPrefix()}a b/c`;
      const reader = await follow(id);
      expect(await reader.next()).toMatchObject({ name: 'gone', data: { key: id } });
      await suite.put({ [id]: row(1) });
      expect(await reader.next()).toEqual(event('row', row(1)));
    });

    it('tell a value that cannot be decoded, and go on', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.served(await suite.view.putDamaged(id));
      const reader = await follow(id);
      expect(await reader.next()).toMatchObject({
        name: 'problem',
        data: { status: 500, title: 'Undecodable value', key: id },
      });
      await suite.put({ [id]: row(1) });
      expect(await reader.next()).toEqual(event('row', row(1)));
    });

    it('are of the fields that are asked for, and of their changes only', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const reader = await follow(id, '?fields=count');
      expect(await reader.next()).toEqual(event('row', { count: 1 }));
      await suite.put({ [id]: { ...row(1), title: 'another' } });
      await suite.put({ [id]: { ...row(1), count: 2 } });
      expect(await reader.next()).toEqual(event('row', { count: 2 }));
    });

    it('include what was written, with ?after=', async () => {
      const id = `${suite.freshPrefix()}a`;
      const positions = await suite.view.put({ [id]: row(1) });
      const reader = await follow(id, `?after=${positions.join()}`);
      expect(await reader.next()).toEqual(event('row', row(1)));
    });

    it('come to all who follow the row, and to nobody else', async () => {
      const prefix = suite.freshPrefix();
      await suite.put({ [`${prefix}a`]: row(1), [`${prefix}b`]: row(2) });
      const many = await Promise.all(Array.from({ length: 8 }, () => follow(`${prefix}a`)));
      const other = await follow(`${prefix}b`);
      for (const reader of many) expect(await reader.next()).toMatchObject({ data: row(1) });
      expect(await other.next()).toMatchObject({ data: row(2) });
      await suite.put({ [`${prefix}a`]: row(3) });
      for (const reader of many) expect(await reader.next()).toMatchObject({ data: row(3) });
      await suite.put({ [`${prefix}b`]: row(4) });
      expect(await other.next()).toMatchObject({ data: row(4) });
    });

    it('are told to live while nothing happens', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const reader = await follow(id);
      await reader.next();
      const told = await reader.heartbeat();
      const { headers } = await suite.ask(suite.pathOf(id));
      expect(told).toBe(headers['x-view-position']);
    });
  });

  describe('a stream that is resumed', () => {
    it('tells nothing that its client knows, and all that it missed', async () => {
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const first = await follow(id);
      const last = await first.next();
      first.close();

      const second = await follow(id, '', last?.id);
      await suite.put({ [id]: row(2) });
      const changed = await second.next();
      expect(changed).toEqual(event('row', row(2)));
      second.close();

      await suite.put({ [id]: row(3) });
      await suite.put({ [id]: row(4) });
      const third = await follow(id, '', changed?.id);
      expect(await third.next()).toEqual(event('row', row(4)));
      third.close();

      await suite.put({ [id]: null });
      const fourth = await follow(id, '', changed?.id);
      expect(await fourth.next()).toEqual(event('gone', { key: id }));
    });

    it('does not go back in time on a server that is behind', async () => {
      const { hold } = suite.view;
      if (hold === undefined) return;
      const id = `${suite.freshPrefix()}a`;
      await suite.put({ [id]: row(1) });
      const release = await hold();
      const [newer] = await suite.view.put({ [id]: row(2) });
      const reader = await follow(id, '', newer);
      release();
      await suite.put({ [id]: row(3) });
      expect(await reader.next()).toEqual(event('row', row(3)));
    });

    it.each(['x', 'other-0@1', 'a-1@x'])('is 400 for Last-Event-ID %s', async (lastEventId) => {
      const id = `${suite.freshPrefix()}a`;
      const headers = { 'last-event-id': lastEventId };
      const answer = await suite.ask(`${suite.pathOf(id)}/events`, { headers });
      expect(answer).toEqual(aProblem(400, /^Last-Event-ID must be the id of an event/));
    });
  });

  describe('a request for events', () => {
    it('is 400 for what can not be asked', async () => {
      const { collection } = suite.view;
      for (const path of ['%00/events', 'a/events?fields=', 'a/events?after=x']) {
        expect(await suite.ask(`${collection}/${path}`)).toEqual(aProblem(400));
      }
    });

    it('is 405 for HEAD, which would have no end', async () => {
      const path = `${suite.pathOf('a')}/events`;
      expect(await suite.ask(path, { method: 'HEAD' })).toMatchObject({ status: 405 });
    });

    it('is 503 when too many follow rows, until one of them goes', async () => {
      const id = `${suite.freshPrefix()}a`;
      const open: EventReader[] = [];
      while (open.length < limits.eventStreams) {
        const reader = await follow(id); // 503 while those of the tests before are on their way out.
        if (reader.status === 200) open.push(reader);
      }
      const refused = await suite.ask(`${suite.pathOf(id)}/events`);
      expect(refused).toEqual(aProblem(503, 'follow rows already'));
      expect(refused.headers['retry-after']).toBe('1');
      open[0]?.close();
      let reader = await follow(id);
      while (reader.status === 503) reader = await follow(id);
      expect(await reader.next()).toMatchObject({ name: 'gone' });
    });
  });

  describe('a client that does not read its events', () => {
    it('is cut off, and the others are not held up', async () => {
      const { url } = suite.view;
      const id = `${suite.freshPrefix()}a`;
      const socket = rawSocket(url).pause();
      socket.on('error', () => undefined);
      socket.write(`GET ${suite.pathOf(id)}/events HTTP/1.1\r\nhost: a\r\n\r\n`);
      const other = await follow(id);
      await other.next();
      const closed = new Promise((resolve) => socket.once('close', resolve)); // After an error, too.
      for (let n = 0; n < 40; n += 1) {
        await suite.put({ [id]: { ...row(n), title: 'x'.repeat(500_000) } });
        expect(await other.next()).toMatchObject({ name: 'row', data: { count: n } });
      }
      // A socket that is not read from learns by writing that it was cut: blank lines are no request.
      while (!socket.destroyed) {
        socket.write('\r\n');
        await setTimeout(20);
      }
      await closed;
      expect(await suite.ask(suite.pathOf(id))).toMatchObject({ body: { count: 39 } });
    });
  });
}
