export { recordSpans } from './record-spans.ts';
export type { RecordedSpans } from './record-spans.ts';
