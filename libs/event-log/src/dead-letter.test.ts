import { describe, expect, it } from '@jest/globals';
import { deadLetter, deadLetterTopic } from './dead-letter.ts';
import { EventLogError } from './errors.ts';
import type { LogRecord } from './log-record.ts';

const record: LogRecord = {
  topic: 'users',
  partition: 2,
  offset: 17,
  key: Buffer.from('ann'),
  value: Buffer.from('?'),
  timestampMs: 5,
  headers: { trace: 'x' },
};

describe('deadLetter', () => {
  it('is the record as it was, with its error and its origin', () => {
    expect(deadLetter('app', record, new EventLogError('INVALID_RECORD', 'No.'))).toEqual({
      topic: deadLetterTopic('app').name,
      key: record.key,
      value: record.value,
      headers: {
        trace: 'x',
        'dead-letter-error-code': 'INVALID_RECORD',
        'dead-letter-error': 'No.',
        'dead-letter-topic': 'users',
        'dead-letter-partition': '2',
        'dead-letter-offset': '17',
        'dead-letter-timestamp-ms': '5',
      },
    });
  });

  it('tells errors without a code, and what is no error at all', () => {
    const { headers } = deadLetter('app', record, 'oops');
    expect(headers).toMatchObject({
      'dead-letter-error-code': 'UNEXPECTED',
      'dead-letter-error': 'oops',
    });
  });

  it('leaves out what would make it larger than a log takes', () => {
    const large = { ...record, value: Buffer.alloc(600 * 1024) };
    expect(deadLetter('app', large, new Error('No.'))).toMatchObject({
      key: null,
      value: null,
      headers: {
        'dead-letter-left-out-bytes': String(600 * 1024 + 3 + 13),
        'dead-letter-offset': '17',
      },
    });
  });

  it('cuts an endless message short', () => {
    const { headers } = deadLetter('app', record, new Error('x'.repeat(100_000)));
    expect(headers?.['dead-letter-error']).toHaveLength(1000);
  });
});
