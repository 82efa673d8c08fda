import { describe, expect, it } from '@jest/globals';
import type { StatefulSet } from 'kubernetes-types/apps/v1.js';
import { appSettings } from '../app-settings.ts';
import { readImage } from '../docker/dockerfile.ts';
import { appNames, appsWithState, closeLimitSeconds } from '../repository.ts';
import { kustomize } from './kustomization.ts';
import { typeErrors } from './type-errors.ts';
import { workloadOf } from './workload.ts';

const base = kustomize('deploy/kubernetes/base');
const secured = kustomize('deploy/kubernetes/secured');
const image = readImage();
/** For the container itself, and not among the service's settings. */
const forTheManifest = ['POD_NAME'];

describe('the manifests', () => {
  it('are as Kubernetes wants them', () => {
    expect(typeErrors(base.manifests)).toEqual([]);
  });

  it('run all services and nothing else, each object once', () => {
    const names = base.manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    const workloads = names.filter((name) => /^(Deployment|StatefulSet) /.test(name));
    expect(workloads.map((name) => name.split(' ')[1]).sort()).toEqual(appNames());
  });
});

describe.each(appNames())('%s on Kubernetes', (app) => {
  const { manifest, pod, container, environment, services, budget } = workloadOf(app, base);
  const hasState = appsWithState().includes(app);

  it('is told what it knows, and that it is on Kafka', async () => {
    const { names, read: readSettings } = await appSettings(app);
    for (const told of [environment, workloadOf(app, secured).environment]) {
      const unknown = Object.keys(told).filter((name) => !names.includes(name));
      expect(unknown.filter((name) => !forTheManifest.includes(name))).toEqual([]);
      expect(readSettings(told)).toMatchObject({ EVENT_LOG: 'kafka' });
    }
  });

  it('listens on its own port, which its services lead to', async () => {
    const { defaultOf } = await appSettings(app);
    expect(environment['PORT']).toBe(defaultOf('PORT'));
    const port = Number(environment['PORT']);
    expect(container.ports).toEqual([{ name: 'http', containerPort: port }]);
    expect(services.map(({ spec }) => spec?.ports)).toEqual(
      services.map(() => [{ name: 'http', port, targetPort: 'http' }]),
    );
    expect(services.map(({ metadata }) => metadata?.name)).toContain(app);
  });

  it('is asked how it is where it says so', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container;
    const live = { path: '/health/live', port: 'http' };
    expect([startupProbe?.httpGet, livenessProbe?.httpGet]).toEqual([live, live]);
    expect(readinessProbe?.httpGet).toEqual({ path: '/health/ready', port: 'http' });
  });

  it('runs the image of the Dockerfile, with no more rights than it needs', () => {
    expect(container.image).toBe(`user-information/${app}:1.0.0`);
    expect(`${pod.securityContext?.runAsUser}:${pod.securityContext?.runAsGroup}`).toBe(image.user);
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        fsGroup: pod.securityContext?.runAsGroup,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    const memory = expect.stringMatching(/^\d+[MG]i$/);
    expect(container.resources).toEqual({
      requests: { cpu: expect.stringMatching(/^\d+m$/), memory },
      limits: { memory },
    });
  });

  it('has the time to close in good order', () => {
    const waitSeconds = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
    const limitSeconds = pod.terminationGracePeriodSeconds ?? 0;
    expect(limitSeconds).toBeGreaterThan(waitSeconds + closeLimitSeconds());
  });

  it('mounts volumes that there are', () => {
    const claims = hasState ? (manifest as StatefulSet).spec?.volumeClaimTemplates : [];
    const there = [...(pod.volumes ?? []), ...(claims ?? []).map(({ metadata }) => metadata)];
    const names = there.map((volume) => volume?.name);
    expect(container.volumeMounts?.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it('has a disk of its own for each replica, and a budget, if it has state', () => {
    const data = container.volumeMounts?.find(({ mountPath }) => mountPath === image.volume);
    expect(data?.name).toBe(hasState ? 'data' : undefined);
    expect(manifest.kind).toBe(hasState ? 'StatefulSet' : 'Deployment');
    expect(budget?.spec?.maxUnavailable).toBe(hasState ? 1 : undefined);
    if (!hasState) return;
    const governing = services.find(
      ({ metadata }) => metadata?.name === (manifest as StatefulSet).spec?.serviceName,
    );
    expect(governing?.spec?.clusterIP).toBe('None');
  });
});

describe('join-service on Kubernetes', () => {
  it('is reached by the name of its pod', async () => {
    const { manifest, environment } = workloadOf('join-service', base);
    const { serviceName } = (manifest as StatefulSet).spec ?? {};
    const address = `join-service-0.${String(serviceName)}:${String(environment['PORT'])}`;
    expect(environment['ADVERTISED_ADDRESS']).toBe(address);
  });

  it('has no more replicas than there are partitions', async () => {
    const { defaultOf } = await appSettings('join-service');
    const { manifest } = workloadOf('join-service', base);
    expect(manifest.spec?.replicas).toBeLessThanOrEqual(Number(defaultOf('PARTITIONS')));
  });
});

describe('the secured overlay', () => {
  it('takes every image from elsewhere', () => {
    const renamed = secured.images.map(({ name, newName }) => [name, newName]);
    const apps = appNames().map((app) => [
      `user-information/${app}`,
      `registry.example.com/${app}`,
    ]);
    expect(renamed.sort()).toEqual(apps.sort());
  });

  it('names the files of the secret that the pods mount', () => {
    const mounts = workloadOf('join-service', secured).container.volumeMounts ?? [];
    const tls = mounts.find(({ name }) => name === 'kafka-tls');
    const files = Object.entries(secured.settings['settings'] ?? {}).filter(([name]) =>
      name.endsWith('_FILE'),
    );
    expect(files).toEqual([['KAFKA_SSL_CA_FILE', `${String(tls?.mountPath)}/ca.crt`]]);
  });
});
