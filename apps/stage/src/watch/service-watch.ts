import type { ServiceStatus } from '../snapshot.ts';
import { again } from './again.ts';
import { ask } from './ask.ts';
import type { Answer } from './ask.ts';
import type { MetricSample } from './metrics-text.ts';
import { readMetrics } from './metrics-text.ts';

const everyMs = 1_000;

/** What the page needs of all that services tell. */
const names = new Set([
  'streams_records_processed_total',
  'streams_restore_records_left',
  'view_applied_records_total',
  'view_update_latency_seconds_bucket',
  'http_request_duration_seconds_bucket',
  'canary_pending_seconds',
]);

export interface ServiceLook {
  readonly status: ServiceStatus;
  readonly detail: string;
  /** Empty when it did not tell them. */
  readonly metrics: readonly MetricSample[];
}

/** Asks a service every second how it is and what its metrics are, until `signal` aborts. */
export async function watchService(
  url: string,
  signal: AbortSignal,
  onLook: (look: ServiceLook, atMs: number) => void,
): Promise<void> {
  await again(everyMs, signal, async () => {
    const [health, metrics] = await Promise.all([
      ask(`${url}/health/ready`, signal),
      ask(`${url}/metrics`, signal),
    ]);
    if (signal.aborted) return;
    const samples = metrics?.status === 200 ? readMetrics(metrics.text, names) : [];
    onLook({ ...statusOf(health), metrics: samples }, performance.now());
  });
}

/** What an answer of `/health/ready` says, null for none. */
export function statusOf(answer: Answer | null): Pick<ServiceLook, 'status' | 'detail'> {
  if (answer === null) return { status: 'down', detail: 'does not answer' };
  if (answer.status === 200) return { status: 'ready', detail: '' };
  return { status: 'starting', detail: detailOf(answer.text) };
}

function detailOf(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { readonly detail?: unknown };
    return typeof detail === 'string' ? detail : 'not ready';
  } catch {
    return 'not ready';
  }
}
