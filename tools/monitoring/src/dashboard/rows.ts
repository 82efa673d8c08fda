import type { Panel, Row } from './panel.ts';

/** Whoever clients ask; what a router asks of the others has routes of its own. */
const requests = 'job=~"user-info-http|user-info-router",route="/users/:userId"';
const quantiles = (histogram: string, by = 'le'): Record<string, string> =>
  Object.fromEntries(
    [0.5, 0.95, 0.99].map((quantile) => [
      `p${quantile * 100}`,
      `histogram_quantile(${quantile}, sum by (${by}) (rate(${histogram}[1m])))`,
    ]),
  );

const stat = (
  title: string,
  unit: Panel['unit'],
  expr: string,
  rest: Partial<Panel> = {},
): Panel => ({
  title,
  kind: 'stat',
  unit,
  draws: { [title]: expr },
  ...rest,
});

const plot = (
  title: string,
  unit: Panel['unit'],
  draws: Panel['draws'],
  rest: Partial<Panel> = {},
): Panel => ({ title, kind: 'timeseries', unit, draws, ...rest });

/** The promises first, then what flows, then the processes. */
export const rows: readonly Row[] = [
  {
    title: 'The promises',
    panels: [
      stat('Counts equal a recount', 'none', 'min(audit_right)', {
        least: 1,
        about: '1: all rows of the view are what the auditor counts; GET /audit names what is not.',
      }),
      stat('Users wrong', 'short', 'max(audit_rows_wrong)', { limit: 1 }),
      stat('Age of the verdict', 's', 'max(audit_age_seconds)', { limit: 120 }),
      stat(
        'Too slow, answers',
        'percentunit',
        'objective:missed:ratio_rate5m{objective="response"}',
        {
          limit: 0.05,
        },
      ),
      stat(
        'Too late, updates',
        'percentunit',
        'objective:missed:ratio_rate5m{objective="update"}',
        {
          limit: 0.05,
        },
      ),
      stat(
        'Alerts',
        'short',
        'count(ALERTS{alertstate="firing",severity=~"page|ticket"}) or vector(0)',
        {
          limit: 1,
        },
      ),
      plot(
        'Response, GET /users/:userId',
        's',
        quantiles(`http_request_duration_seconds_bucket{${requests}}`),
        { limit: 0.002, about: 'Objective: 95 % within 2 ms, none over 5 ms.' },
      ),
      plot(
        'Update, event appended → served',
        's',
        quantiles('view_update_latency_seconds_bucket'),
        {
          limit: 1,
          about: 'Objective: 95 % within 1 s, none after more than 10 s.',
        },
      ),
      plot(
        'Update, as the canary sees it',
        's',
        {
          ...quantiles('canary_update_latency_seconds_bucket'),
          waiting: 'max(canary_pending_seconds)',
        },
        { limit: 1 },
      ),
      plot(
        'Budgets: how much was missed',
        'percentunit',
        {
          '{{objective}}, 5 minutes': 'objective:missed:ratio_rate5m',
          '{{objective}}, 1 hour': 'objective:missed:ratio_rate1h',
          '{{objective}}, 3 days': 'objective:missed:ratio_rate3d',
        },
        { limit: 0.05 },
      ),
      plot('Sums by the view, and by the recount', 'short', {
        '{{count}}, view': 'audit_sum{of="view"}',
        '{{count}}, at most': 'audit_sum{of="most"}',
      }),
      plot(
        'Burn of the budget, 1 hour',
        'short',
        {
          '{{objective}}': 'objective:missed:ratio_rate1h / 0.05',
        },
        { limit: 14.4 },
      ),
    ],
  },
  {
    title: 'The flow',
    panels: [
      plot('Requests', 'reqps', {
        '{{job}} {{method}} {{route}} {{status}}':
          'sum by (job, method, route, status) (rate(http_request_duration_seconds_count{route!~"/health.*|/metrics"}[1m]))',
      }),
      plot('Records appended', 'short', {
        '{{topic}}': 'sum by (topic) (rate(event_log_records_appended_total[1m]))',
      }),
      plot('Records joined', 'short', {
        '{{topic}}': 'sum by (topic) (rate(streams_records_processed_total[1m]))',
      }),
      plot('Lag of the join, records', 'short', {
        '{{topic}}': 'max by (topic) (consumer_lag_records)',
      }),
      plot(
        'Lag of the join, age of the oldest',
        's',
        {
          '{{topic}}': 'max by (topic) (consumer_lag_seconds)',
        },
        { limit: 10 },
      ),
      plot(
        'Lag of the views',
        's',
        { '{{instance}}': 'max by (instance) (view_lag_seconds)' },
        { limit: 10 },
      ),
      plot('Batches of the join', 's', quantiles('streams_batch_duration_seconds_bucket')),
      plot('Left to restore', 'short', {
        '{{instance}}': 'sum by (instance) (streams_restore_records_left)',
      }),
      plot('Dead letters, and what nobody can read', 'short', {
        '{{job}} {{topic}}':
          'sum by (job, topic) ({__name__=~"(streams|entity_service)_dead_letters_total"})',
        'asked for, {{topic}}': 'sum by (topic) (view_undecodable_values_total)',
      }),
    ],
  },
  {
    title: 'The processes',
    panels: [
      plot('Up', 'none', { '{{job}} {{instance}}': 'up' }),
      plot('Processor', 'percentunit', {
        '{{job}} {{instance}}': 'rate(process_cpu_seconds_total[1m])',
      }),
      plot('Memory', 'bytes', { '{{job}} {{instance}}': 'process_resident_memory_bytes' }),
      plot(
        'Event loop, p99 of its delay',
        's',
        {
          '{{job}} {{instance}}': 'nodejs_eventloop_lag_p99_seconds',
        },
        { limit: 0.1 },
      ),
      plot('Tasks', 'short', {
        '{{instance}} {{role}}': 'sum by (instance, role) (streams_tasks)',
      }),
      plot('Assignments in 10 minutes', 'short', {
        '{{instance}}': 'sum by (instance) (increase(streams_assignments_total[10m]))',
      }),
      plot('Size on disk', 'bytes', {
        'embedded log': 'max(event_log_size_bytes)',
        '{{job}} {{instance}} {{store}}': 'state_store_size_bytes',
      }),
      plot('Rows of the views', 'short', { '{{instance}} {{topic}}': 'view_rows' }),
      plot('Garbage collection', 'percentunit', {
        '{{job}} {{instance}}': 'sum by (job, instance) (rate(nodejs_gc_duration_seconds_sum[1m]))',
      }),
    ],
  },
];
