export { type FakerOptions, type FakerStatuses, fakerStatuses } from './faker-statuses.ts';
