export { Demo, serviceNames } from './demo.ts';
export type { DemoOptions, ServiceName } from './demo.ts';
export { freePorts } from './free-ports.ts';
export { readTable, recount } from './recount.ts';
export type { Row } from './recount.ts';
export { ServiceProcess } from './service-process.ts';
export type { ServiceProcessOptions } from './service-process.ts';
