import { readFile } from 'node:fs/promises';
import { SettingsError } from '@user-information/service';
import type { LogConfig } from './log-settings.ts';

/** How to reach the brokers, as the settings say; reads the files that they name. */
export async function kafkaOptions(config: LogConfig) {
  const [ssl, sasl] = [await tls(config), login(config)];
  return {
    brokers: config.KAFKA_BROKERS.split(','),
    compression: config.KAFKA_COMPRESSION,
    replicationFactor: config.KAFKA_REPLICATION_FACTOR,
    ...(ssl === undefined ? {} : { ssl }),
    ...(sasl === undefined ? {} : { sasl }),
  };
}

async function tls(config: LogConfig) {
  const files = {
    ca: 'KAFKA_SSL_CA_FILE',
    cert: 'KAFKA_SSL_CERT_FILE',
    key: 'KAFKA_SSL_KEY_FILE',
  } as const;
  const given = Object.values(files).find((name) => config[name] !== undefined);
  if (!config.KAFKA_SSL) {
    if (given === undefined) return undefined;
    throw new SettingsError([`${given} is set, but KAFKA_SSL is not true: set it too.`]);
  }
  const [ca, cert, key] = await Promise.all(
    Object.values(files).map((name) => readPem(name, config[name])),
  );
  if ((cert === undefined) !== (key === undefined)) {
    throw new SettingsError([
      'KAFKA_SSL_CERT_FILE and KAFKA_SSL_KEY_FILE belong together: set both, or neither.',
    ]);
  }
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined || key === undefined ? {} : { cert, key }),
  };
}

async function readPem(name: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SettingsError([
      `${name}=${JSON.stringify(file)} can't be read (${(error as Error).message}): name a PEM file.`,
    ]);
  });
  if (!text.includes('-----BEGIN')) {
    throw new SettingsError([`${name}=${JSON.stringify(file)} is no PEM file: name one.`]);
  }
  return text;
}

function login({
  KAFKA_SASL_MECHANISM: mechanism,
  KAFKA_SASL_USERNAME: username,
  KAFKA_SASL_PASSWORD: password,
}: LogConfig) {
  if (mechanism === undefined) {
    if (username === undefined && password === undefined) return undefined;
    throw new SettingsError([
      'KAFKA_SASL_MECHANISM is missing: set it to plain, scram-sha-256 or scram-sha-512, since a user or password is set.',
    ]);
  }
  if (username === undefined || password === undefined) {
    const missing = username === undefined ? 'KAFKA_SASL_USERNAME' : 'KAFKA_SASL_PASSWORD';
    throw new SettingsError([`${missing} is missing: KAFKA_SASL_MECHANISM=${mechanism} needs it.`]);
  }
  return { mechanism, username, password };
}
