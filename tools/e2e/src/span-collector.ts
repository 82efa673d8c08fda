import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector gets it, as much of it as tests look at. */
export interface CollectedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  /** Of its parent; empty for the first one of a trace. */
  readonly parentSpanId: string;
  /** Of the traces that its links lead to. */
  readonly linkedTraceIds: readonly string[];
  readonly attributes: ReadonlyMap<string, unknown>;
}

interface Waiting {
  readonly isThere: () => boolean;
  readonly answer: PromiseWithResolvers<void>;
}

/** A collector of spans, which takes OTLP as JSON over HTTP and keeps all that it was ever sent. */
export class SpanCollector {
  readonly #server: Server;
  readonly #spans: CollectedSpan[] = [];
  #waiting: Waiting[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#take(request).then((status) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
      });
    });
  }

  static async start(): Promise<SpanCollector> {
    const collector = new SpanCollector();
    collector.#server.listen(0, '127.0.0.1');
    await once(collector.#server, 'listening');
    return collector;
  }

  /** What `OTEL_EXPORTER_OTLP_ENDPOINT` is to be. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get spans(): readonly CollectedSpan[] {
    return this.#spans;
  }

  /** Those of one trace, once there are so many; fails with what there is after `limitMs`. */
  async trace(
    traceId: string,
    spanCount: number,
    limitMs = 30_000,
  ): Promise<readonly CollectedSpan[]> {
    const ofTrace = () => this.#spans.filter((span) => span.traceId === traceId);
    const answer = Promise.withResolvers<void>();
    this.#waiting.push({ isThere: () => ofTrace().length >= spanCount, answer });
    this.#answerWaiting();
    const timer = setTimeout(() => {
      const names = ofTrace().map(({ name, service }) => `${service}: ${name}`);
      answer.reject(new Error(`The trace has not ${spanCount} spans:\n${names.join('\n')}`));
    }, limitMs);
    await answer.promise.finally(() => clearTimeout(timer));
    return ofTrace();
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage): Promise<number> {
    if (request.method !== 'POST' || request.url !== '/v1/traces') return 404;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.#spans.push(...spansOf(JSON.parse(Buffer.concat(chunks).toString()) as Export));
    this.#answerWaiting();
    return 200;
  }

  #answerWaiting(): void {
    const there = this.#waiting.filter(({ isThere }) => isThere());
    this.#waiting = this.#waiting.filter((waiting) => !there.includes(waiting));
    for (const { answer } of there) answer.resolve();
  }
}

/** OTLP's JSON, https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding. */
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[];
  }[];
}
interface ExportedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string }[];
  readonly attributes: readonly KeyValue[];
}
interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function spansOf({ resourceSpans }: Export): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = String(attributesOf(resource.attributes).get('service.name'));
    return scopeSpans
      .flatMap(({ spans }) => spans)
      .map(({ name, traceId, spanId, parentSpanId = '', links = [], attributes }) => ({
        service,
        name,
        traceId,
        spanId,
        parentSpanId,
        linkedTraceIds: links.map((link) => link.traceId),
        attributes: attributesOf(attributes),
      }));
  });
}

function attributesOf(attributes: readonly KeyValue[]): ReadonlyMap<string, unknown> {
  return new Map(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
