export { ReadEndedError, StateMismatchError, UndecodableValueError, ViewError } from './errors.ts';
export type { ViewErrorCode } from './errors.ts';
export type { EventLimits } from './events/event-limits.ts';
export type { DerivationStep } from './positions/derivation-step.ts';
export type { UpdateSummary } from './replica/update-summary.ts';
export { startView } from './start-view.ts';
export type { View, ViewOptions } from './start-view.ts';
