import { describe, expect, it } from '@jest/globals';
import { whyNotStarted } from './why-not-started.ts';

describe('whyNotStarted', () => {
  it('quotes the first complaint', () => {
    const printed = [
      '10:00:00 [main] WARN  kafka - a trifle',
      '10:00:01 [main] ERROR kafka.Kafka$ - Exiting Kafka due to fatal exception',
      'java.lang.IllegalStateException: no way',
    ].join('\n');
    expect(whyNotStarted(printed)).toMatchObject({
      code: 'NOT_STARTED',
      message:
        'Kafka did not start: 10:00:01 [main] ERROR kafka.Kafka$ - Exiting Kafka due to fatal exception',
    });
  });

  it('knows that a port was taken', () => {
    const printed = 'ERROR Exiting\nCaused by: java.net.BindException: Address already in use';
    expect(whyNotStarted(printed).code).toBe('PORT_TAKEN');
  });

  it('says that it took too long when there was no complaint', () => {
    expect(whyNotStarted('').message).toBe('Kafka did not start: it did not answer in time');
  });
});
