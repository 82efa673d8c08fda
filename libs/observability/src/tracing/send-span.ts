import { context, SpanKind, trace } from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import { operationAttributes, placeAttributes } from './record-attributes.ts';
import type { RecordPlace } from './record-attributes.ts';
import { isRecorded, traceHeaders } from './trace-headers.ts';
import type { TextHeaders } from './trace-headers.ts';

/** The sending of records for whoever asked for it: a request, or a record that was consumed. */
export class SendSpan {
  /** For the records, so that whoever processes them goes on with the trace. */
  readonly headers: TextHeaders;
  readonly #span: Span;

  private constructor(span: Span, headers: TextHeaders) {
    this.#span = span;
    this.headers = headers;
  }

  /** Undefined when no trace is active that is recorded: what nobody asked for begins none. */
  static start(tracer: Tracer, topic: string): SendSpan | undefined {
    const parent = context.active();
    if (!isRecorded(parent)) return undefined;
    const attributes = operationAttributes('send', topic);
    const options = { kind: SpanKind.PRODUCER, attributes };
    const span = tracer.startSpan(`send ${topic}`, options, parent);
    const sending = trace.setSpan(parent, span);
    return isRecorded(sending) ? new SendSpan(span, traceHeaders(sending)) : undefined;
  }

  /** They are durable. A span of which this is never told does not exist for anybody. */
  sent(records: readonly RecordPlace[]): void {
    const [first] = records;
    if (records.length === 1 && first !== undefined) {
      this.#span.setAttributes(placeAttributes(first));
    } else {
      this.#span.setAttribute('messaging.batch.message_count', records.length);
    }
    this.#span.end();
  }
}
