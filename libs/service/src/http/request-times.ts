import { Histogram } from '@prometheus-io/client';
import type { Registry } from '@prometheus-io/client';
import type { FastifyInstance, FastifyReply } from 'fastify';

declare module 'fastify' {
  interface FastifyReply {
    /** See `leaveOut`, in milliseconds. */
    untimedMs: number;
  }
}

/** Bucket edges in seconds; the objectives of a response, 2 ms and 5 ms, are among them. */
const bucketsSeconds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * What times every request of an app, by route pattern and never by URL, which would be a time series
 * for each user. A path that is no route counts as `unknown`. A route whose `config` has `isUnending`
 * is not timed: its answer ends when the client has had enough.
 */
export function requestTimer(metrics: Registry): (app: FastifyInstance) => void {
  const histogram = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer, without what it was asked to wait for.',
    labelNames: ['method', 'route', 'status'],
    buckets: bucketsSeconds,
    registers: [metrics],
  });
  return (app) => {
    app.decorateReply('untimedMs', 0);
    app.addHook('onResponse', (request, reply, done) => {
      const { config, url: route = 'unknown' } = request.routeOptions;
      if ('isUnending' in config && reply.statusCode === 200) return done();
      const labels = { method: request.method, route, status: reply.statusCode };
      histogram.observe(labels, (reply.elapsedTime - reply.untimedMs) / 1000);
      return done();
    });
  };
}

/**
 * Leaves so many milliseconds out of the time of a request: the client asked its answer to wait for
 * something, which says nothing of how fast the service answers.
 */
export function leaveOut(reply: FastifyReply, waitedMs: number): void {
  reply.untimedMs += waitedMs;
}
