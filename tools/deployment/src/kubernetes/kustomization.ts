import { basename, dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { read } from '../repository.ts';
import type { Manifest } from './kinds.ts';

interface Generator {
  readonly name: string;
  readonly behavior?: 'create' | 'merge';
  readonly literals: readonly string[];
}

interface Image {
  readonly name: string;
  readonly newName?: string;
}

interface Kustomization {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly labels?: unknown;
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly Generator[];
  readonly images?: readonly Image[];
}

/** What a kustomization comes to. */
export interface Kustomized {
  readonly manifests: readonly Manifest[];
  /** The settings that it generates, by the name of the ConfigMap. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The images that it renames. */
  readonly images: readonly Image[];
}

/** The fields that `kustomize` below knows; it fails where a kustomization uses more of Kustomize. */
const known = new Set([
  ...['apiVersion', 'kind', 'namespace', 'labels', 'resources', 'configMapGenerator', 'images'],
]);

/**
 * Reads a kustomization and all that it is made of, as `kubectl kustomize` does, so that the tests
 * need no kubectl. It knows only as much of Kustomize as the repository uses.
 */
export function kustomize(folder: string): Kustomized {
  const file = join(folder, 'kustomization.yaml');
  const kustomization = parse(read(file)) as Kustomization;
  const unknown = Object.keys(kustomization).filter((field) => !known.has(field));
  if (unknown.length > 0) throw new Error(`${file}: unknown to the tests: ${unknown.join(', ')}`);

  const parts = kustomization.resources.map((resource) => resolve(join(folder, resource)));
  const settings = Object.assign({}, ...parts.map((part) => part.settings)) as Record<
    string,
    Record<string, string>
  >;
  for (const { name, behavior = 'create', literals } of kustomization.configMapGenerator ?? []) {
    if ((behavior === 'merge') !== name in settings) {
      throw new Error(`${file}: ConfigMap ${name} can't be made by behavior ${behavior}.`);
    }
    settings[name] = { ...settings[name], ...Object.fromEntries(literals.map(pair)) };
  }
  return {
    manifests: parts.flatMap((part) => part.manifests),
    settings,
    images: [...parts.flatMap((part) => part.images), ...(kustomization.images ?? [])],
  };
}

function resolve(resource: string): Kustomized {
  if (!basename(resource).endsWith('.yaml')) return kustomize(resource);
  const documents = parseAllDocuments(read(resource));
  const problems = documents.flatMap((document) => document.errors);
  if (problems.length > 0) throw new Error(`${dirname(resource)}: ${String(problems[0])}`);
  const manifests = documents.map((document) => document.toJS() as Manifest);
  return { manifests, settings: {}, images: [] };
}

function pair(literal: string): [name: string, value: string] {
  const at = literal.indexOf('=');
  return [literal.slice(0, at), literal.slice(at + 1)];
}
