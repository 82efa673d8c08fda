import { describe, expect, it } from '@jest/globals';
import { exportedMetrics, isMade, metricsIn } from './metric-names.ts';
import { read, rules, ruleTests } from './rules.ts';

const all = rules();
const alerts = all.filter(({ alert }) => alert !== undefined);
const runbook = read('docs/RUNBOOK.md');
const tests = ruleTests().map(read).join('\n');
const headings = [...runbook.matchAll(/^### (\w+)$/gm)].map(([, heading]) => heading);

describe.each(alerts.map((rule) => [String(rule.alert), rule] as const))('%s', (name, rule) => {
  it('says how bad it is, what there is, and where it says what to do', () => {
    expect(['page', 'ticket', 'none']).toContain(rule.labels?.['severity']);
    expect(rule.annotations?.['summary']).toMatch(/\w/);
    expect(rule.annotations?.['runbook_url']).toBe(`docs/RUNBOOK.md#${name.toLowerCase()}`);
    expect(headings.filter((heading) => heading === name)).toEqual([name]);
  });

  it('has a unit test', () => {
    expect(tests).toMatch(
      new RegExp(`alertname: ${name}\\s+exp_alerts:|alertname: ${name}, exp_alerts: `),
    );
  });
});

describe('the runbook', () => {
  it('is about alerts that there are', () => {
    expect([...headings].sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });
});

describe('the rules', () => {
  it('miss each service that Prometheus is to watch, but for those of a profile of their own', () => {
    const watched = [...read('deploy/prometheus/prometheus.yml').matchAll(/names: \[([\w-]+)\]/g)];
    const missed = alerts.find(({ alert }) => alert === 'ServiceAbsent')?.expr ?? '';
    const named = [...missed.matchAll(/absent\(up\{job="([\w-]+)"\}\)/g)];
    const nameOf = ([, name]: RegExpMatchArray) => String(name);
    const optional = ['user-info-partitions', 'user-info-router'];
    expect([...named.map(nameOf), ...optional].sort()).toEqual(watched.map(nameOf).sort());
    expect(named.length).toBeGreaterThan(5);
  });

  it('ask for metrics that somebody makes', () => {
    const exported = exportedMetrics();
    const recorded = all.flatMap(({ record }) => record ?? []);
    const unknown = all.flatMap(({ expr }) =>
      metricsIn(expr).filter((name) => !isMade(name, exported, recorded)),
    );
    expect(unknown).toEqual([]);
    const asked = new Set(all.flatMap(({ expr }) => metricsIn(expr)));
    expect([...asked]).toEqual(
      expect.arrayContaining(['audit_right', 'streams_dead_letters_total', 'consumer_lag_seconds']),
    );
    expect(isMade('audit_riht', exported, recorded)).toBe(false);
  });
});
