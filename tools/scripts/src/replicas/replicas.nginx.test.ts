import { freePorts } from '@user-information/servers';
import { expect, it } from '@jest/globals';
import { testScript } from '../instances/test-script.ts';

const startReplicas = testScript('replicas');

it('has replicas behind nginx, one of which is enough, and ends them all', async () => {
  const [port = 0] = await freePorts(1);
  const script = await startReplicas({ REPLICAS: '2', REPLICAS_PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  expect(script.lines.slice(-2)).toEqual([
    `nginx listens on ${url} and asks whichever of them is there.`,
    `Try: curl '${url}/users?limit=20'`,
  ]);
  const first = /kill -9 (?<pid>\d+)$/.exec(script.lines[0] ?? '')?.groups?.['pid'];
  expect(await (await fetch(`${url}/users`)).json()).toEqual({ items: [], next: null });

  process.kill(Number(first), 'SIGKILL');
  for (let turn = 0; turn < 10; turn += 1) {
    expect((await fetch(`${url}/users`)).status).toBe(200);
  }
  expect(await script.end()).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow('fetch failed');
  await expect(fetch(`http://127.0.0.1:${port + 2}`)).rejects.toThrow('fetch failed');
});
