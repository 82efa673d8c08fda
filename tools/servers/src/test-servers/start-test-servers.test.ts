import { describe, expect, it } from '@jest/globals';
import { ServersError } from '../errors.ts';
import type { Starters } from './start-test-servers.ts';
import { startTestServers } from './start-test-servers.ts';

/** Starters that only note what they are asked for; what is named in `broken` fails. */
function toyStarters(broken: { readonly [name in keyof Starters]?: string } = {}): {
  readonly starters: Starters;
  readonly running: Set<string>;
} {
  const running = new Set<string>();
  const attempt = (name: keyof Starters): void => {
    const reason = broken[name];
    if (reason !== undefined) throw new ServersError('MISSING', reason);
  };
  const start = (name: keyof Starters): { remove: () => Promise<void> } => {
    attempt(name);
    running.add(name);
    return { remove: async () => void running.delete(name) };
  };
  return {
    running,
    starters: {
      findMeans: async () => {
        attempt('findMeans');
        return { name: 'java', command: 'java' };
      },
      startKafka: async () => ({ ...start('startKafka'), brokers: 'started:1' }),
      startRegistry: async () => ({ ...start('startRegistry'), url: 'http://started:2' }),
    },
  };
}

const given = { KAFKA_BROKERS: 'given:1', SCHEMA_REGISTRY_URL: 'http://given:2' };
const nothingMissing = { kafka: undefined, 'own-kafka': undefined };

describe('startTestServers', () => {
  it('starts both, says where they are, and stops them', async () => {
    const { starters, running } = toyStarters();
    const servers = await startTestServers({ HOME: '/home' }, starters);
    expect(servers).toMatchObject({
      env: {
        HOME: '/home',
        KAFKA_BROKERS: 'started:1',
        SCHEMA_REGISTRY_URL: 'http://started:2',
        SERVERS_WITH: 'java',
      },
      missing: nothingMissing,
    });
    expect([...running].sort()).toEqual(['startKafka', 'startRegistry']);
    await servers.stop();
    expect([...running]).toEqual([]);
  });

  it('uses what is given, and starts the rest', async () => {
    const { starters, running } = toyStarters();
    const servers = await startTestServers({ KAFKA_BROKERS: 'given:1' }, starters);
    expect(servers.env).toEqual({
      KAFKA_BROKERS: 'given:1',
      SCHEMA_REGISTRY_URL: 'http://started:2',
      SERVERS_WITH: 'java',
    });
    expect([...running]).toEqual(['startRegistry']);
  });

  it('can do with what is given, except for tests that start their own', async () => {
    const { starters } = toyStarters({ findMeans: 'there is no Java' });
    const servers = await startTestServers({ ...given, SERVERS_WITH: 'java' }, starters);
    expect(servers).toMatchObject({
      env: given,
      missing: { kafka: undefined, 'own-kafka': 'there is no Java' },
    });
    expect(servers.env).not.toHaveProperty('SERVERS_WITH');
  });

  it('names no server when there are none', async () => {
    const { starters } = toyStarters({ findMeans: 'there is no Java' });
    expect(await startTestServers({ KAFKA_BROKERS: 'given:1' }, starters)).toMatchObject({
      env: {},
      missing: { kafka: 'there is no Java', 'own-kafka': 'there is no Java' },
    });
  });

  it('stops the broker when the registry cannot be had', async () => {
    const { starters, running } = toyStarters({ startRegistry: 'no network' });
    const servers = await startTestServers({}, starters);
    expect(servers.env).toEqual({ SERVERS_WITH: 'java' });
    expect(servers.missing).toEqual({ kafka: 'no network', 'own-kafka': undefined });
    expect([...running]).toEqual([]);
  });

  it('expects no broker of its own where the shared one did not start', async () => {
    const { starters, running } = toyStarters({ startKafka: 'no network' });
    const servers = await startTestServers({}, starters);
    expect(servers).toMatchObject({
      env: {},
      missing: { kafka: 'no network', 'own-kafka': 'no network' },
    });
    expect([...running]).toEqual([]);
  });
});
