import { describe, expect, it } from '@jest/globals';
import { propertiesEnvironment, propertiesText, serverProperties } from './server-properties.ts';

const plan = {
  controllerPort: 9093,
  main: { port: 9092, protocol: 'PLAINTEXT' },
  named: { SECURE: { port: 9094, protocol: 'SASL_SSL' } },
} as const;
const options = { dataFolder: '/data', plan, host: '127.0.0.1', bindAddress: '0.0.0.0' };

describe('serverProperties', () => {
  it('has a listener for each port, and one for the controller', () => {
    expect(serverProperties(options)).toMatchObject({
      listeners: 'MAIN://0.0.0.0:9092,SECURE://0.0.0.0:9094,CONTROLLER://127.0.0.1:9093',
      'advertised.listeners': 'MAIN://127.0.0.1:9092,SECURE://127.0.0.1:9094',
      'listener.security.protocol.map': 'MAIN:PLAINTEXT,SECURE:SASL_SSL,CONTROLLER:PLAINTEXT',
      'controller.quorum.voters': '1@127.0.0.1:9093',
      'log.dirs': '/data',
    });
  });

  it('makes no topic that nobody asked for, and copies nothing', () => {
    expect(serverProperties(options)).toMatchObject({
      'auto.create.topics.enable': 'false',
      'offsets.topic.replication.factor': '1',
      'transaction.state.log.replication.factor': '1',
    });
  });

  it('gives way to what is added', () => {
    const more = { 'auto.create.topics.enable': 'true', 'log.segment.bytes': '1048576' };
    expect(serverProperties({ ...options, more })).toMatchObject(more);
  });
});

describe('propertiesText', () => {
  it('keeps a value of several lines, and backslashes', () => {
    expect(propertiesText({ a: '1', b: 'one\ntwo', c: 'C:\\d' })).toBe(
      'a=1\nb=one\\ntwo\nc=C:\\\\d\n',
    );
  });
});

describe('propertiesEnvironment', () => {
  it('names variables as the image expects them', () => {
    expect(
      propertiesEnvironment({
        'process.roles': 'broker',
        'listener.name.my_name.scram-sha-256.sasl.jaas.config': 'required;',
      }),
    ).toEqual({
      KAFKA_PROCESS_ROLES: 'broker',
      KAFKA_LISTENER_NAME_MY__NAME_SCRAM___SHA___256_SASL_JAAS_CONFIG: 'required;',
    });
  });
});
