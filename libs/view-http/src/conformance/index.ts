export type {
  ConformanceLimits,
  ConformanceRow,
  ServedView,
  UnreadyView,
  ViewConformanceOptions,
} from './options.ts';
export { viewConformance } from './view-conformance.ts';
