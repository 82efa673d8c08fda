export type { CrashPoint } from './driven-task.ts';
export { StillBehindError } from './errors.ts';
export { MemoryStateStore } from './memory-state-store.ts';
export { given, put, remove } from './scenario.ts';
export type { Scenario } from './scenario.ts';
export { settled } from './settled.ts';
export { TopologyDriver } from './topology-driver.ts';
export type { DriverOptions } from './topology-driver.ts';
