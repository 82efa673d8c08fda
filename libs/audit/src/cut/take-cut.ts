import { setTimeout as sleep } from 'node:timers/promises';
import { EventLogError, partitionName } from '@user-information/event-log';
import type { EventLog, PartitionOffset } from '@user-information/event-log';
import type { AuditedView } from '../audited-view.ts';

export type CutLog = Pick<EventLog, 'committedOffsets' | 'endOffsets'>;

/** Offsets that belong together although nobody stopped the world. */
export interface Cut {
  /** What is before these in the sources is in the view before `viewEnds`. */
  readonly from: readonly PartitionOffset[];
  readonly viewEnds: readonly PartitionOffset[];
  /** What is beyond these in the sources is not. */
  readonly to: readonly PartitionOffset[];
  /** When `to` was asked for, by `performance.now()`. */
  readonly takenAtMs: number;
}

export interface CutOptions {
  readonly log: CutLog;
  readonly spec: AuditedView;
  /** No earlier than here: what the recount has read already. */
  readonly at: readonly PartitionOffset[];
  /** Null is the answer when it takes longer, by `performance.now()`. */
  readonly untilMs: number;
  /** How often the group's offsets are asked for while they are waited for. */
  readonly lookEveryMs: number;
  readonly signal: AbortSignal;
  /** Told whom it waits for, in words. */
  readonly onWaiting: (forWhat: string) => void;
}

/**
 * Finds a cut, by the order of its questions: see docs/adr/0013. What the group has taken of the
 * sources is in the topic in between, as that is **afterwards**; what it has taken of that is in the
 * view, as that is afterwards; and nothing can be in there that is in no source after that.
 */
export async function takeCut(options: CutOptions): Promise<Cut | null> {
  const { at, log, spec } = options;
  const { through } = spec.madeBy;
  const from = await committedBeyond(options, at);
  const between = from && (await endsOf(options, through));
  if (!from || !between || !(await committedBeyond(options, between))) return null;
  const viewEnds = await log.endOffsets(spec.view.name);
  const takenAtMs = performance.now();
  const sources = [...new Set(at.map(({ topic }) => topic))];
  const to = (await Promise.all(sources.map((source) => log.endOffsets(source)))).flat();
  return { from, viewEnds, to, takenAtMs };
}

/** What the group has committed, once that is nowhere less than this. */
async function committedBeyond(
  options: CutOptions,
  least: readonly PartitionOffset[],
): Promise<readonly PartitionOffset[] | null> {
  const { log, lookEveryMs, onWaiting, signal, spec, untilMs } = options;
  const { group } = spec.madeBy;
  for (;;) {
    const offsets = await log.committedOffsets(group, least);
    const known = new Map(offsets.map((offset) => [partitionName(offset), offset.offset]));
    // Where a group has committed nothing, there was nothing to take from partitions that are empty.
    const committed = least.map((at) => ({ ...at, offset: known.get(partitionName(at)) ?? 0 }));
    const left = least.reduce(
      (sum, { offset }, i) => sum + Math.max(0, offset - (committed[i]?.offset ?? 0)),
      0,
    );
    if (left === 0) return committed;
    onWaiting(`group "${group}" has ${left} records of ${topicsOf(least)} left`);
    if (performance.now() > untilMs) return null;
    await sleep(lookEveryMs, undefined, { signal });
  }
}

/** Null while the topic does not exist: the join makes it, when it starts for the first time. */
async function endsOf(
  { log, onWaiting, spec }: CutOptions,
  topic: string,
): Promise<readonly PartitionOffset[] | null> {
  try {
    return await log.endOffsets(topic);
  } catch (error) {
    if (!(error instanceof EventLogError) || error.code !== 'UNKNOWN_TOPIC') throw error;
    onWaiting(`group "${spec.madeBy.group}" has not created topic "${topic}" yet`);
    return null;
  }
}

function topicsOf(offsets: readonly PartitionOffset[]): string {
  return [...new Set(offsets.map(({ topic }) => `"${topic}"`))].join(', ');
}
