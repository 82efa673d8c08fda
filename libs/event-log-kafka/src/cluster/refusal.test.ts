import { describe, expect, it } from '@jest/globals';
import { UnavailableError } from '@user-information/event-log';
import { KafkaError } from '../requests/kafka-error.ts';
import { refusal } from './refusal.ts';

const [failed, fenced, notCoordinator, topicRefused] = [-1, 90, 16, 29];
const asked = 'to commit a transaction';

describe('refusal', () => {
  it('lets pass what waiting helps', () => {
    expect(refusal(new UnavailableError('the log', 'it is down'), {})).toBeUndefined();
    expect(refusal(new KafkaError(notCoordinator, asked), {})).toBeUndefined();
  });

  it('lets the steps of a transaction be asked for again when the broker failed in one', () => {
    const error = new KafkaError(failed, asked);
    expect(refusal(error, { transactionalId: 'join-service-0' })).toBeUndefined();
    expect(refusal(error, { topic: 'users' })).toMatchObject({
      code: 'STORAGE',
      message: 'Kafka answered to commit a transaction with UNKNOWN.',
      cause: error,
    });
  });

  it('fails with what waiting does not help, and says what does', () => {
    expect(refusal(new KafkaError(fenced, asked), {})).toMatchObject({ code: 'STORAGE' });
    expect(refusal(new KafkaError(topicRefused, asked), { topic: 'users' })).toMatchObject({
      code: 'UNAUTHORIZED',
      message: expect.stringMatching(/topic "users": grant this user Read, Write/),
    });
  });
});
