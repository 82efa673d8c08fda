export { answerCommand } from './answer-command.ts';
export type { CommandAnswer } from './answer-command.ts';
export type { Change } from './change.ts';
export {
  dateField,
  line,
  nameField,
  nullable,
  nullByDefault,
  optional,
  textField,
  urlField,
} from './command-fields.ts';
export { commandRoutes } from './command-routes.ts';
export type { ConsumedRecord, DecideRecord } from './consume.ts';
export { countOf } from './count-of.ts';
export type { Totals } from './entity-service-metrics.ts';
export type { EntityService } from './entity-service.ts';
export {
  AlreadySoError,
  EntityServiceError,
  InvalidCommandError,
  ServiceClosedError,
  UnknownEntityError,
  UnusableRecordError,
} from './errors.ts';
export type { EntityServiceErrorCode } from './errors.ts';
export { inBackground } from './in-background.ts';
export type { Memory, Undo } from './memory.ts';
export { openEntityService } from './open-entity-service.ts';
export type { EntityServiceOptions } from './open-entity-service.ts';
export { readCommand } from './read-command.ts';
export { checkId, idField, newId } from './ids.ts';
export { reportTotals } from './report-totals.ts';
export type { ServiceContext } from './service-context.ts';
export { SharedStrings } from './shared-strings.ts';
export { keysOnly, Table } from './table.ts';
export type { Remember } from './table.ts';
export type { FollowedTopic } from './topic-follower.ts';
export type { Decision, Published } from './work.ts';
