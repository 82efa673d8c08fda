import type { Deployment, StatefulSet } from 'kubernetes-types/apps/v1.js';
import type { Container, PodSpec, Service } from 'kubernetes-types/core/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import type { Kustomized } from './kustomization.ts';

/** How an app runs: its workload and what belongs to it. */
export interface Workload {
  readonly manifest: Deployment | StatefulSet;
  readonly pod: PodSpec;
  readonly container: Container;
  /** What its pods are told, as pod 0 sees it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly services: readonly Service[];
  readonly budget: PodDisruptionBudget | undefined;
}

/** Finds an app's workload; fails where it has none, or a pod has more than the one container. */
export function workloadOf(app: string, { manifests, settings }: Kustomized): Workload {
  const mine = manifests.filter(({ kind, metadata }) => isWorkload(kind) && metadata.name === app);
  const manifest = mine[0] as Deployment | StatefulSet | undefined;
  const pod = manifest?.spec?.template.spec;
  const container = pod?.containers[0];
  if (mine.length !== 1 || manifest === undefined || pod?.containers.length !== 1 || !container) {
    throw new Error(`${app} wants one Deployment or StatefulSet, with one container.`);
  }
  const selected = (kind: string) =>
    manifests.filter((one) => one.kind === kind && labelOf(one) === app);
  return {
    manifest,
    pod,
    container,
    environment: environmentOf(app, container, settings),
    services: selected('Service') as Service[],
    budget: selected('PodDisruptionBudget')[0] as PodDisruptionBudget | undefined,
  };
}

function isWorkload(kind: string): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet';
}

/** The app that a Service or a PodDisruptionBudget is for. */
function labelOf(manifest: object): string | undefined {
  const { spec } = manifest as {
    readonly spec: {
      readonly selector: { readonly app?: string; readonly matchLabels?: { readonly app: string } };
    };
  };
  return spec.selector.app ?? spec.selector.matchLabels?.app;
}

function environmentOf(
  app: string,
  container: Container,
  settings: Kustomized['settings'],
): Record<string, string> {
  const environment: Record<string, string> = {};
  for (const { configMapRef } of container.envFrom ?? []) {
    if (configMapRef === undefined) continue;
    const generated = settings[configMapRef.name ?? ''];
    if (generated === undefined) throw new Error(`No ConfigMap ${String(configMapRef.name)}.`);
    Object.assign(environment, generated);
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const given = valueFrom?.fieldRef?.fieldPath === 'metadata.name' ? `${app}-0` : (value ?? '');
    environment[name] = given.replace(/\$\((\w+)\)/g, (_, of: string) => environment[of] ?? '');
  }
  return environment;
}
