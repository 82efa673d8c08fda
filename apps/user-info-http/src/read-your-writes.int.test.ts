import { readYourWritesTests } from './test-read-your-writes.ts';
import { TestTopic } from './test-topic.ts';

readYourWritesTests(async () => {
  const topic = await TestTopic.open();
  const { dataDir, log, registry } = topic;
  return { dataDir, log, registry, env: {}, close: () => topic.close() };
});
