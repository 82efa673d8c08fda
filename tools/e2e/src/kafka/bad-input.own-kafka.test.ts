import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceName, ServiceProcess } from '@user-information/harness';
import { Demo } from '@user-information/harness';
import type { Admin } from 'kafkajs';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  ConfigResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import { send } from '../commands.ts';
import { RegistryProxy } from './registry-proxy.ts';
import type { Servers } from './servers.ts';
import { startServers } from './servers.ts';
import { until } from './until.ts';

const workspace = resolve(__dirname, '../../../..');

/** Nothing is made up: only commands change anything. */
const quiet = {
  STATUSES_PER_SECOND: '0',
  FOLLOWS_PER_SECOND: '0',
  UNFOLLOWS_PER_SECOND: '0',
  LIKES_PER_SECOND: '0',
  UNLIKES_PER_SECOND: '0',
  PROGRESS_SECONDS: '0',
};
const several = ['user-service', 'join-service', 'user-info-http'] as const;

let servers: Servers;
let registry: RegistryProxy;
let admin: Admin;
let demo: Demo | undefined;

beforeAll(async () => {
  servers = await startServers({
    listeners: { SECURE: 'SASL_PLAINTEXT' },
    scramUsers: { ann: 'ann-secret', bob: 'bob-secret' },
    properties: {
      'sasl.enabled.mechanisms': 'SCRAM-SHA-256',
      'listener.name.secure.scram-sha-256.sasl.jaas.config':
        'org.apache.kafka.common.security.scram.ScramLoginModule required;',
      'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
      'super.users': 'User:ANONYMOUS;User:ann',
    },
  });
  registry = await RegistryProxy.start(servers.registryUrl);
  admin = new Kafka({ brokers: [servers.kafka.brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
});

afterEach(async () => {
  await demo?.close();
  await registry.be('well');
});

afterAll(async () => {
  await admin.disconnect();
  await registry.close();
  await servers.close();
});

async function play(
  names: readonly ServiceName[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly ServiceProcess[]> {
  const settings = { ...servers.env, SCHEMA_REGISTRY_URL: registry.url, ...quiet, ...env };
  demo = await Demo.create({ workspace, env: settings, services: names });
  for (const service of demo.services) service.start();
  return demo.services;
}

/** Starts a service that gives up: its exit code, and what it printed besides how far it had come. */
async function refused(name: ServiceName, env: Readonly<Record<string, string>>) {
  const [service] = (await play([name], env)) as [ServiceProcess];
  const exitCode = await service.ended();
  const lines = service.output.trimEnd().split('\n');
  return { exitCode, lines: lines.filter((line) => !line.startsWith('{"level":"info"')) };
}

async function allPrint(pattern: RegExp, times: number): Promise<void> {
  await Promise.all((demo as Demo).services.map((service) => service.printed(pattern, { times })));
}

describe('services wait', () => {
  it('for a broker that is not there yet, and for one that goes, and say each once', async () => {
    await admin.disconnect();
    await servers.kafka.kill();
    const services = await play(several);
    await allPrint(/event log .* can't be reached/, 1);
    await servers.kafka.start();
    await Promise.all(services.map((service) => service.ready()));
    await servers.kafka.kill();
    await allPrint(/event log .* can't be reached/, 2);
    await servers.kafka.start();
    await allPrint(/event log .* can be reached again/, 2);

    await createAndSee('eve');
    expect(services.every((service) => service.isRunning)).toBe(true);
    for (const service of services) expect(service.lines(/"level":"warn"/)).toHaveLength(2);
    await admin.connect();
  });

  it('for a registry that is down or answers 500 at their start, and need it no more then', async () => {
    await Promise.all((await play(several)).map((service) => service.ready()));
    await createAndSee('ann');
    await demo?.close();

    await registry.be('down');
    const services = await play(several);
    await allPrint(/schema registry .* can't be asked/, 1);
    await registry.be('answers 500');
    await registry.asked();
    for (const service of services.filter(({ name }) => name !== 'user-info-http'))
      expect(await service.isReady()).toBe(false);
    // It copies bytes, and is ready without the registry; what it serves needs the schema.
    expect(await answerAbout('ann')).toBe(503);
    await registry.be('well');
    await Promise.all(services.map((service) => service.ready()));
    await createAndSee('mal');

    await registry.be('answers 500');
    await createAndSee('ted');
    await registry.be('down');
    await createAndSee('amy');
    for (const service of services) expect(service.lines(/"level":"warn"/)).toHaveLength(1);
  });
});

/** A user that is created is served in the end. */
async function createAndSee(userId: string): Promise<void> {
  const users = `${(demo as Demo).service('user-service').url}/users`;
  const { status } = await send('POST', users, { userId, username: userId, name: userId });
  expect(status).toBe(201);
  await until(async () => (await answerAbout(userId)) === 200, `${userId} is served`);
}

async function answerAbout(userId: string): Promise<number> {
  const view = (demo as Demo).service('user-info-http');
  return (await send('GET', `${view.url}/users/${userId}`)).status;
}

describe('services give up with one line that says what to do', () => {
  const asBob = (password: string) => ({
    KAFKA_BROKERS: servers.kafka.listeners['SECURE'] ?? '',
    KAFKA_SASL_MECHANISM: 'scram-sha-256',
    KAFKA_SASL_USERNAME: 'bob',
    KAFKA_SASL_PASSWORD: password,
  });

  it('on a wrong password', async () => {
    expect(await refused('user-service', asBob('wrong'))).toEqual({
      exitCode: 1,
      lines: [
        `user-service: The event log refuses user "bob" at ${servers.kafka.listeners['SECURE']}: its name or password is wrong, or SASL SCRAM-SHA-256 is not what it was registered for.`,
      ],
    });
  });

  it('on a topic that they have no right to', async () => {
    expect(await refused('user-service', asBob('bob-secret'))).toEqual({
      exitCode: 1,
      lines: [
        'user-service: The event log refuses what was asked of topic "users": grant this user Read, Write, Describe and DescribeConfigs on the topic, and Create and Delete where it does that.',
      ],
    });
  });

  it('on a consumer group that they have no right to', async () => {
    await grantAll('TOPIC', '*');
    await grantAll('CLUSTER', 'kafka-cluster');
    await grantAll('TRANSACTIONAL_ID', '*');
    expect(await refused('join-service', asBob('bob-secret'))).toEqual({
      exitCode: 1,
      lines: [
        'join-service: The event log refuses group "join-service": give its user the right to read group "join-service".',
      ],
    });
  });

  it('on topics with another number of partitions', async () => {
    expect(await refused('join-service', { PARTITIONS: '5' })).toEqual({
      exitCode: 1,
      lines: [
        'join-service: Topic "users" exists but differs: it has partitions 3, not 5. Use the settings it was created with, or delete it.',
      ],
    });
  });

  it('on a changelog whose records are deleted by age', async () => {
    await setPolicy('users', 'delete');
    expect(await refused('tweet-service', {})).toEqual({
      exitCode: 1,
      lines: [
        'tweet-service: Topic "users" exists but differs: its cleanup.policy is "delete", so its kind is record-stream, and a changelog has "compact". Use the settings it was created with, or delete it.',
      ],
    });
  });

  it('on a setting that is wrong', async () => {
    expect(await refused('like-service', { KAFKA_BROKERS: 'nowhere' })).toEqual({
      exitCode: 1,
      lines: [
        'like-service: KAFKA_BROKERS="nowhere" is not allowed: set it to host:port, or several with commas between, or leave it out for 127.0.0.1:9092.',
      ],
    });
  });
});

async function setPolicy(topic: string, policy: string): Promise<void> {
  await admin.alterConfigs({
    validateOnly: false,
    resources: [
      {
        type: ConfigResourceTypes.TOPIC,
        name: topic,
        configEntries: [{ name: 'cleanup.policy', value: policy }],
      },
    ],
  });
}

async function grantAll(
  resource: 'TOPIC' | 'CLUSTER' | 'TRANSACTIONAL_ID',
  resourceName: string,
): Promise<void> {
  await admin.createAcls({
    acl: [
      {
        resourceType: AclResourceTypes[resource],
        resourceName,
        resourcePatternType: ResourcePatternTypes.LITERAL,
        principal: 'User:bob',
        host: '*',
        operation: AclOperationTypes.ALL,
        permissionType: AclPermissionTypes.ALLOW,
      },
    ],
  });
}
