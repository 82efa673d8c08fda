export { Monitoring } from './monitoring.ts';
export type { MonitoringOptions } from './monitoring.ts';
export { Webhook } from './webhook.ts';
export type { ToldAlert } from './webhook.ts';
