import { describe, expect, it } from '@jest/globals';
import { SourceFeed } from './events/source-feed.ts';
import { serviceNames } from './service-urls.ts';
import { StageState } from './stage-state.ts';

const repartition = 'join-service-user-information-repartition';
const ready = { status: 'ready', detail: '', metrics: [] } as const;
const processed = (value: number, topic = 'follows') => ({
  ...ready,
  metrics: [{ name: 'streams_records_processed_total', labels: { topic }, value }],
});

describe('the state', () => {
  it('is ready once all services are', () => {
    const state = new StageState(new SourceFeed(), () => false);
    const told = serviceNames.map((name) => {
      state.sawService(name, ready, 0);
      return state.isReady;
    });
    expect(told).toEqual([false, false, false, false, false, false, true]);
  });

  it('tells how fast the join is, and what goes through the topic of its own', () => {
    const state = new StageState(new SourceFeed(), () => false);
    state.sawService('join-service', processed(10, repartition), 0);
    state.sawService('join-service', processed(30, repartition), 1_000);
    const { topics } = state.take();
    expect(topics[repartition]).toEqual({ recordsPerSecond: 20, joinedPerSecond: 20, lag: [] });
    expect(topics['follows']).toEqual({ recordsPerSecond: 0, joinedPerSecond: 0, lag: [] });
  });

  it('shows what is left to do, and no instance of a join that is down', () => {
    let hasStarted = false;
    const state = new StageState(new SourceFeed(), () => hasStarted);
    const instances = [{ address: 'here', active: [0, 1, 2], standby: [] }];
    state.sawService('join-service', processed(1), 0);
    state.sawGroup({ lag: { follows: [400, 100], likes: [500] }, instances });
    expect(state.take().join).toEqual({
      instances,
      isStarting: false,
      progress: 0,
      recordsLeft: 1_000,
    });
    state.sawService('join-service', { status: 'down', detail: '', metrics: [] }, 1_000);
    hasStarted = true;
    expect(state.take().join).toMatchObject({ instances: [], isStarting: true });
    state.sawService('join-service', processed(1), 2_000);
    state.sawGroup({ lag: { follows: [200, 100], likes: [0] }, instances });
    expect(state.take().join).toMatchObject({ instances, isStarting: false, progress: 0.7 });
  });

  it('plots how long answers take, and for how long a change is not served', () => {
    const state = new StageState(new SourceFeed(), () => false);
    const bucket = (le: string, value: number) => ({
      name: 'http_request_duration_seconds_bucket',
      labels: { le, route: '/users/:userId', method: 'GET' },
      value,
    });
    const pending = { name: 'canary_pending_seconds', labels: {}, value: 3 };
    state.sawService('auditor', { ...ready, metrics: [pending] }, 0);
    for (const count of [0, 10]) {
      const metrics = [bucket('0.001', count), bucket('+Inf', count)];
      state.sawService('user-info-http', { ...ready, metrics }, count);
    }
    expect(state.promises.response.p50Ms).toEqual([null, 0.5]);
    expect(state.promises.update.waitingMs).toEqual([3_000, 3_000]);
  });
});
