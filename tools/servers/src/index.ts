export { ServersError } from './errors.ts';
export type { ServersErrorCode } from './errors.ts';
export { isKafkaRunning } from './kafka/broker-folder.ts';
export type { Kafka, KafkaOptions, ListenerProtocol } from './kafka/kafka.ts';
export { runKafkaTool } from './kafka/run-kafka-tool.ts';
export { startKafka } from './kafka/start-kafka.ts';
export { freePorts } from './process/free-ports.ts';
export { startTestServers } from './test-servers/start-test-servers.ts';
export type { TestServers } from './test-servers/start-test-servers.ts';
