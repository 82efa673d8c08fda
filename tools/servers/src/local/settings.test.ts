import { describe, expect, it } from '@jest/globals';
import { readLocalSettings } from './settings.ts';

describe('readLocalSettings', () => {
  it('keeps the data with those of the services, and has the usual ports', () => {
    expect(readLocalSettings({})).toEqual({
      kafka: { port: 9092, folder: '.data/kafka' },
      registry: { port: 8181, folder: '.data/kafka/schema-registry' },
    });
    const environment = { DATA_DIR: '/data', KAFKA_PORT: '19092', REGISTRY_PORT: '18181' };
    expect(readLocalSettings(environment)).toEqual({
      kafka: { port: 19_092, folder: '/data/kafka' },
      registry: { port: 18_181, folder: '/data/kafka/schema-registry' },
    });
  });

  it('names a port that is none', () => {
    expect(() => readLocalSettings({ KAFKA_PORT: 'http' })).toThrow(/^KAFKA_PORT="http"/);
  });
});
