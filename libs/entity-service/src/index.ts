export { answerCommand } from './answer-command.ts';
export type { CommandAnswer } from './answer-command.ts';
export { keysOnly } from './change.ts';
export type { Change, Remember } from './change.ts';
export {
  dateField,
  idField,
  line,
  nameField,
  nullable,
  textField,
  urlField,
} from './command-fields.ts';
export { commandRoutes } from './command-routes.ts';
export type { ConsumedRecord, DecideRecord } from './consume.ts';
export type { Totals } from './entity-service-metrics.ts';
export type { EntityService } from './entity-service.ts';
export {
  AlreadySoError,
  EntityServiceError,
  InvalidCommandError,
  ServiceClosedError,
  UnknownEntityError,
} from './errors.ts';
export type { EntityServiceErrorCode } from './errors.ts';
export { openEntityService } from './open-entity-service.ts';
export type { EntityServiceOptions } from './open-entity-service.ts';
export { readCommand } from './read-command.ts';
export { countOf, reportProgress } from './report-progress.ts';
export type { ProgressOptions } from './report-progress.ts';
export type { ServiceContext } from './service-context.ts';
export type { FollowedTable } from './table-follower.ts';
export type { ReadonlyTable, TableListener } from './table.ts';
export type { Decision, Published } from './work.ts';
