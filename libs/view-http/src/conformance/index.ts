export type {
  ConformanceLimits,
  ConformanceRow,
  ServedView,
  UnreadyView,
  ViewCapability,
  ViewConformanceOptions,
} from './options.ts';
export { viewConformance } from './view-conformance.ts';
