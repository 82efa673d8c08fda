import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings } from '@user-information/service';
import { kafkaOptions } from './kafka-options.ts';
import { logSettings } from './log-settings.ts';
import type { LogConfig } from './log-settings.ts';
import { registryOptions } from './registry-options.ts';

const config = (env: Record<string, string>): LogConfig => ({
  ...readSettings(logSettings, env),
  DATA_DIR: '.data',
  LOG_DURABILITY: 'process',
});
const refusal = (env: Record<string, string>) =>
  expect(kafkaOptions(config(env)).catch((error: unknown) => error)).resolves;

let folder: string;
let pem: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiring-'));
  pem = join(folder, 'a.pem');
  writeFileSync(pem, '-----BEGIN CERTIFICATE-----\nabc\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('kafkaOptions', () => {
  it('speaks in the clear to the local broker unless told otherwise', async () => {
    expect(await kafkaOptions(config({}))).toEqual({
      brokers: ['127.0.0.1:9092'],
      compression: 'none',
      replicationFactor: -1,
    });
  });

  it('takes several brokers, a login, and the files of TLS', async () => {
    const options = await kafkaOptions(
      config({
        KAFKA_BROKERS: 'one.example:9092,two.example:9093',
        KAFKA_SSL: 'true',
        KAFKA_SSL_CA_FILE: pem,
        KAFKA_SASL_MECHANISM: 'scram-sha-512',
        KAFKA_SASL_USERNAME: 'ada',
        KAFKA_SASL_PASSWORD: 'secret',
      }),
    );
    expect(options).toMatchObject({
      brokers: ['one.example:9092', 'two.example:9093'],
      ssl: { ca: '-----BEGIN CERTIFICATE-----\nabc\n' },
      sasl: { mechanism: 'scram-sha-512', username: 'ada', password: 'secret' },
    });
  });

  it('trusts what Node.js trusts when no file is named', async () => {
    expect(await kafkaOptions(config({ KAFKA_SSL: 'true' }))).toMatchObject({ ssl: {} });
  });

  it.each([
    [{ KAFKA_SASL_USERNAME: 'ada' }, 'KAFKA_SASL_MECHANISM is missing'],
    [{ KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'a' }, 'KAFKA_SASL_PASSWORD is missing'],
    [{ KAFKA_SASL_MECHANISM: 'plain' }, 'KAFKA_SASL_USERNAME is missing'],
    [{ KAFKA_SSL_CA_FILE: 'ca.pem' }, 'KAFKA_SSL_CA_FILE is set, but KAFKA_SSL is not true'],
    [
      { KAFKA_SSL: 'true', KAFKA_SSL_CA_FILE: '/nowhere/ca.pem' },
      'KAFKA_SSL_CA_FILE="/nowhere/ca.pem" can\'t be read',
    ],
    [{ KAFKA_SSL: 'true', KAFKA_SSL_CA_FILE: 'package.json' }, 'is no PEM file'],
  ])('refuses %j', async (env, words) => {
    await refusal(env).toMatchObject({
      code: 'BAD_SETTINGS',
      message: expect.stringContaining(words),
    });
  });

  it('refuses a certificate without its key', async () => {
    await refusal({ KAFKA_SSL: 'true', KAFKA_SSL_CERT_FILE: pem }).toMatchObject({
      message: expect.stringContaining('belong together'),
    });
  });

  it('takes an IPv6 address in brackets', async () => {
    const { brokers } = await kafkaOptions(config({ KAFKA_BROKERS: '[::1]:9092,b:1' }));
    expect(brokers).toEqual(['[::1]:9092', 'b:1']);
  });

  it.each(['localhost', '::1:9092', 'localhost:', ':9092', 'a:1,,b:2', 'kafka://a:9092'])(
    'refuses the brokers %j',
    (KAFKA_BROKERS) => {
      expect(() => config({ KAFKA_BROKERS })).toThrow(/KAFKA_BROKERS=.* is not allowed/);
    },
  );
});

describe('registryOptions', () => {
  it('takes a user with a password, and not one alone', () => {
    expect(
      registryOptions(config({ SCHEMA_REGISTRY_USERNAME: 'a', SCHEMA_REGISTRY_PASSWORD: 'b' })),
    ).toMatchObject({ username: 'a', password: 'b' });
    expect(() => registryOptions(config({ SCHEMA_REGISTRY_USERNAME: 'a' }))).toThrow(
      /belong together/,
    );
  });

  it('refuses what is no address of a registry', () => {
    expect(() => config({ SCHEMA_REGISTRY_URL: 'localhost:8181' })).toThrow(/SCHEMA_REGISTRY_URL/);
  });
});
