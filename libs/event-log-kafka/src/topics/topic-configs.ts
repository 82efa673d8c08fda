import type { TopicKind, TopicSpec } from '@user-information/event-log';

const MEBIBYTE = 1_048_576;
const DAY_MS = 86_400_000;
const FOR_EVER = '-1';

/** The settings of a topic that this adapter looks at. */
export const configNames = [
  'cleanup.policy',
  'retention.ms',
  'retention.bytes',
  'segment.bytes',
  'max.message.bytes',
  'message.timestamp.type',
] as const;

type ConfigName = (typeof configNames)[number];
export type TopicConfigs = ReadonlyMap<string, string>;

/**
 * Kafka cleans whole segments, and never the one it writes to. Smaller ones than its 1 GiB let a
 * repartition topic give its space back, as Kafka Streams' do, and a changelog be compacted, soon.
 */
const repartitionSegmentBytes = String(50 * MEBIBYTE);
const changelogSegmentBytes = String(64 * MEBIBYTE);

/**
 * The settings of a new topic. Whatever the broker's own defaults are, records keep the timestamps that
 * they were given.
 *
 * - changelog: compacted when a third of it is superseded, so that whoever restores from it reads at
 *   most half as much again as there is, but not before close readers have seen every change; tombstones
 *   stay for a day, which is how long a copy may be away before it must be built anew.
 * - record stream: kept for its retention, or for ever.
 * - repartition: kept until `truncate`.
 */
export function configsFor(
  { kind, retentionMs }: TopicSpec,
  { minCompactionLagMs }: { readonly minCompactionLagMs: number },
): Record<string, string> {
  const always = { 'message.timestamp.type': 'CreateTime' };
  switch (kind) {
    case 'changelog':
      return {
        ...always,
        'cleanup.policy': 'compact',
        'delete.retention.ms': String(DAY_MS),
        'min.cleanable.dirty.ratio': '0.33',
        'min.compaction.lag.ms': String(minCompactionLagMs),
        'segment.bytes': changelogSegmentBytes,
      };
    case 'record-stream':
      return {
        ...always,
        'cleanup.policy': 'delete',
        'retention.ms': String(retentionMs ?? FOR_EVER),
        'retention.bytes': FOR_EVER,
      };
    case 'repartition':
      return {
        ...always,
        'cleanup.policy': 'delete',
        'retention.ms': FOR_EVER,
        'retention.bytes': FOR_EVER,
        'segment.bytes': repartitionSegmentBytes,
      };
  }
}

/** What an existing topic looks like: nothing in Kafka says what it was made for. */
export function kindOf(configs: TopicConfigs): { kind: TopicKind; retentionMs?: number } {
  if (config(configs, 'cleanup.policy').includes('compact')) {
    return { kind: 'changelog' };
  }
  const retentionMs = Number(config(configs, 'retention.ms'));
  if (retentionMs >= 0) {
    return { kind: 'record-stream', retentionMs };
  }
  const isRepartition = config(configs, 'segment.bytes') === repartitionSegmentBytes;
  return { kind: isRepartition ? 'repartition' : 'record-stream' };
}

/** How an existing topic differs from what is wanted; undefined if it does not matter. */
export function difference(configs: TopicConfigs, wanted: TopicSpec): string | undefined {
  const policy = config(configs, 'cleanup.policy');
  const expected = wanted.kind === 'changelog' ? 'compact' : 'delete';
  if (policy !== expected) {
    const { kind } = kindOf(configs);
    return (
      `its cleanup.policy is "${policy}", so its kind is ${kind}, ` +
      `and a ${wanted.kind} has "${expected}"`
    );
  }
  if (config(configs, 'message.timestamp.type') !== 'CreateTime') {
    return 'its message.timestamp.type is LogAppendTime, and records must keep their timestamps';
  }
  if (wanted.kind === 'changelog') {
    return undefined;
  }
  const has = config(configs, 'retention.ms');
  const wants = String(wanted.retentionMs ?? FOR_EVER);
  if (has !== wants) {
    const value = (text: string): string => (text === FOR_EVER ? 'for ever' : text);
    return `it has retentionMs ${value(has)} (retention.ms), not ${value(wants)}`;
  }
  return config(configs, 'retention.bytes') === FOR_EVER
    ? undefined
    : `its retention.bytes is ${config(configs, 'retention.bytes')}, and it must be ${FOR_EVER}: no limit`;
}

export function maxBatchBytes(configs: TopicConfigs): number {
  return Number(config(configs, 'max.message.bytes'));
}

function config(configs: TopicConfigs, name: ConfigName): string {
  return configs.get(name) ?? '';
}
