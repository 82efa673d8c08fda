export { servedPid } from './served-services.ts';
