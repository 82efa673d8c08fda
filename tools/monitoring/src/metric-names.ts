import { globSync } from 'node:fs';
import { read, repository } from './rules.ts';

/** Those that Prometheus and its client for Node make by themselves. */
const givenPrefixes = ['up', 'nodejs_', 'process_', 'vector', 'ALERTS'];
const suffixes = /_(bucket|count|sum)$/;
/** What in an expression is followed by a bracket, a brace, a comparison …, but no function. */
const identifier = /(?<![\w:="~/$.])[a-zA-Z_:][\w:]*(?![\w:]*\s*[(="~])/g;
const keywords = ['by', 'and', 'or', 'unless', 'offset', 'on', 'ignoring', 'le', 'without'];

/** The names of the metrics that the services' sources register. */
export function exportedMetrics(): ReadonlySet<string> {
  const sources = globSync('{apps,libs}/*/src/**/*.ts', { cwd: repository });
  const names = sources
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [...read(file).matchAll(/'((?:[a-z]+_)+[a-z]+)'/g)])
    .map(([, name]) => String(name));
  return new Set(names);
}

/** The names of metrics in an expression. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/\{__name__=~"\(([^)]*)\)([^"]*)"\}/g, (_all, some: string, rest: string) =>
      some
        .split('|')
        .map((one) => `${one}${rest}`)
        .join(' or '),
    )
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|without|on|ignoring)\s*\([^)]*\)/g, '')
    .replaceAll(/\boffset \w+/g, '');
  const found = [...bare.matchAll(identifier)].map(([name]) => name);
  return [...new Set(found)].filter((name) => !keywords.includes(name) && !/^\d/.test(name));
}

/** Whether somebody makes a metric of that name: a service, Prometheus, or a recording rule. */
export function isMade(name: string, exported: ReadonlySet<string>, recorded: readonly string[]) {
  return (
    exported.has(name) ||
    exported.has(name.replace(suffixes, '')) ||
    recorded.includes(name) ||
    givenPrefixes.some((prefix) => name.startsWith(prefix))
  );
}
