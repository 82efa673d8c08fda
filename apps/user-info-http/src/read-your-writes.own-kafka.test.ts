import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKafkaEventLog } from '@user-information/event-log-kafka';
import { createLogger } from '@user-information/observability';
import { openHttpSchemaRegistry } from '@user-information/schema-registry-http';
import { startKafka, startRegistry } from '@user-information/servers';
import { readYourWritesTests } from './test-read-your-writes.ts';

readYourWritesTests(async () => {
  const kafka = await startKafka();
  const registryServer = await startRegistry();
  const { brokers } = kafka;
  const { url } = registryServer;
  const dataDir = await mkdtemp(join(tmpdir(), 'user-info-http-'));
  const logger = createLogger({ name: 'test', level: 'silent', format: 'json' });
  const registry = await openHttpSchemaRegistry({ url, logger });
  const log = await openKafkaEventLog({ brokers: [brokers], clientId: 'test' });
  return {
    dataDir,
    log,
    registry,
    env: { EVENT_LOG: 'kafka', KAFKA_BROKERS: brokers, SCHEMA_REGISTRY_URL: url },
    close: async () => {
      await log.close();
      await registry.close();
      await registryServer.remove();
      await kafka.remove();
      await rm(dataDir, { recursive: true });
    },
  };
});
