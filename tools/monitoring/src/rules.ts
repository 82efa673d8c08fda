import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

/** The folder that everything is in. */
export const repository = resolve(__dirname, '../../..');

/** One rule of a file of Prometheus' rules. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface RuleFile {
  readonly groups: readonly { readonly name: string; readonly rules: readonly Rule[] }[];
}

/** The text of a file of the repository. */
export function read(file: string): string {
  return readFileSync(join(repository, file), 'utf8');
}

/** The files of Prometheus' rules, as paths in the repository. */
export function ruleFiles(): string[] {
  return globSync('deploy/prometheus/rules/*.yml', { cwd: repository }).sort();
}

/** The files of their unit tests. */
export function ruleTests(): string[] {
  return globSync('deploy/prometheus/tests/*.yml', { cwd: repository }).sort();
}

/** All rules, in the order of the files. */
export function rules(): Rule[] {
  return ruleFiles()
    .map((file) => parse(read(file)) as RuleFile)
    .flatMap(({ groups }) => groups.flatMap((group) => group.rules));
}
