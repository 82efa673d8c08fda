export { advertisedAddress } from './advertised-address.ts';
export { logSettings } from './log-settings.ts';
export type { LogConfig } from './log-settings.ts';
export { openLog } from './open-log.ts';
export type { OpenedLog, OpenLogOptions } from './open-log.ts';
