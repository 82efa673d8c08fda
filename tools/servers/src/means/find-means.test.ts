import { describe, expect, it } from '@jest/globals';
import type { Machine } from './find-means.ts';
import { findMeans } from './find-means.ts';

interface Has {
  readonly docker?: boolean;
  readonly java?: number;
  readonly maven?: boolean;
}

function machine({ docker = false, java, maven = false }: Has): Machine {
  return {
    hasDocker: async () => docker,
    java: async () => (java === undefined ? undefined : { command: 'java', version: java }),
    canFetch: async () => maven,
  };
}

const all = { docker: true, java: 17, maven: true };
const byJava = { name: 'java', command: 'java' };

describe('findMeans', () => {
  it('takes Docker before Java', async () => {
    expect(await findMeans({}, machine(all))).toEqual({ name: 'docker' });
    expect(await findMeans({}, machine({ ...all, docker: false }))).toEqual(byJava);
  });

  it('takes what SERVERS_WITH says', async () => {
    expect(await findMeans({ SERVERS_WITH: 'java' }, machine(all))).toEqual(byJava);
    expect(await findMeans({ SERVERS_WITH: 'docker' }, machine(all))).toEqual({ name: 'docker' });
    expect(await findMeans({ SERVERS_WITH: '' }, machine(all))).toEqual({ name: 'docker' });
  });

  it.each([
    [{}, {}, /^Kafka needs Java 17 or newer and Maven, and there is no Java/],
    [{}, { java: 11, maven: true }, /and Java 11 is too old/],
    [{}, { java: 17 }, /and there is no Maven/],
    [{ SERVERS_WITH: 'java' }, { docker: true }, /and there is no Java/],
    [{ SERVERS_WITH: 'docker' }, { java: 17, maven: true }, /no Docker engine answers/],
    [{ SERVERS_WITH: 'magic' }, all, /^SERVERS_WITH is docker or java, not "magic"/],
  ])('with %j on a machine with %j says what is missing', async (env, has, message) => {
    await expect(findMeans(env, machine(has))).rejects.toMatchObject({
      code: 'MISSING',
      message: expect.stringMatching(message),
    });
  });
});
