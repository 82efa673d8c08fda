import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { visitUsers } from './visit-users.ts';

const listPath = '/users?limit=100';

let server: Server;
let viewUrl: string;
/** What it lists. */
let list: string;
/** Paths that were asked for. */
let asked: string[];
/** Called with each path before it is answered. */
let onAsked: (path: string) => void;
let stop: AbortController;

beforeEach(async () => {
  [asked, stop] = [[], new AbortController()];
  list = JSON.stringify({ items: [{ userId: 'ann' }, { userId: 'b/b' }], next: null });
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.end(url === listPath ? list : '{}');
    onAsked(url);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  viewUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('asks for those who are listed, again and again, until it is told to stop', async () => {
  onAsked = () => {
    if (asked.length > 100) stop.abort();
  };
  await visitUsers({ viewUrl, perSecond: 500 }, stop.signal);
  expect(asked[0]).toBe(listPath);
  expect(new Set(asked)).toEqual(new Set([listPath, '/users/ann', '/users/b%2Fb']));
});

it('goes on when the service is away', async () => {
  onAsked = (path) => {
    if (path !== listPath && asked.length < 20) server.closeAllConnections();
    if (asked.length > 40) stop.abort();
  };
  await visitUsers({ viewUrl, perSecond: 500 }, stop.signal);
  expect(asked.length).toBeGreaterThan(40);
});

it('asks nobody where there is no list of users', async () => {
  list = '[]';
  onAsked = () => void setTimeout(() => stop.abort(), 50);
  await visitUsers({ viewUrl, perSecond: 500 }, stop.signal);
  expect(asked).toEqual([listPath]);
});

it('asks nobody when it is to make no visits', async () => {
  await visitUsers({ viewUrl, perSecond: 0 }, stop.signal);
  expect(asked).toEqual([]);
});
