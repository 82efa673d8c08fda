export { Demo, serviceNames } from './demo.ts';
export type { DemoOptions, ServiceName } from './demo.ts';
export { freePorts } from '@user-information/servers';
export { readTable, recount } from './recount.ts';
export type { Row, TopicReader, TopicRecord, TopicSource } from './recount.ts';
export { ServiceProcess } from './service-process.ts';
export type { ServiceProcessOptions } from './service-process.ts';
