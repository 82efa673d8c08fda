import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Context, Tracer } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * What gives every request of an app a span, as OpenTelemetry's conventions for HTTP have it
 * (https://opentelemetry.io/docs/specs/semconv/http/http-spans/), named by route pattern. It goes on
 * with the trace that the client's `traceparent` names; one that is not valid is ignored. The handler
 * runs within it. Health, metrics, and answers that end when the client has had enough, have none.
 */
export function requestTracer(tracer: Tracer): (app: FastifyInstance) => void {
  return (app) => {
    const traced = new WeakMap<FastifyRequest, Context>();
    app.addHook('onRequest', (request, _reply, done) => {
      if (isTraced(request)) traced.set(request, startSpan(tracer, request));
      done();
    });
    // Not before: what reads the body runs in no context but the socket's.
    app.addHook('preHandler', (request, _reply, done) => {
      const requested = traced.get(request);
      if (requested === undefined) done();
      else context.with(requested, done);
    });
    app.addHook('onResponse', (request, reply, done) => {
      const requested = traced.get(request);
      const span = requested === undefined ? undefined : trace.getSpan(requested);
      span?.setAttribute('http.response.status_code', reply.statusCode);
      if (reply.statusCode >= 500) {
        span?.setAttribute('error.type', String(reply.statusCode));
        span?.setStatus({ code: SpanStatusCode.ERROR });
      }
      span?.end();
      done();
    });
  };
}

function isTraced({ routeOptions, url }: FastifyRequest): boolean {
  const isOfPlatform = url.startsWith('/health/') || url.startsWith('/metrics');
  return !isOfPlatform && !('isUnending' in routeOptions.config);
}

function startSpan(tracer: Tracer, request: FastifyRequest): Context {
  const { method, protocol, routeOptions, url } = request;
  const { url: route } = routeOptions;
  const attributes = {
    'http.request.method': method,
    'url.scheme': protocol,
    'url.path': url.split('?', 1)[0] ?? url,
    ...(route === undefined ? {} : { 'http.route': route }),
  };
  const parent = propagation.extract(ROOT_CONTEXT, request.headers);
  const name = route === undefined ? method : `${method} ${route}`;
  const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  return trace.setSpan(parent, span);
}
