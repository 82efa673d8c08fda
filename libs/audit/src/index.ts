export { counted } from './audited-view.ts';
export type { AuditedTopic, AuditedView, CountedTopic } from './audited-view.ts';
export { AuditError } from './errors.ts';
export type { AuditErrorCode } from './errors.ts';
export { startAuditor } from './start-auditor.ts';
export type { Auditor, AuditorOptions } from './start-auditor.ts';
export type { AuditReport, Offsets, SumReport } from './verdict/audit-report.ts';
export type { Finding } from './verdict/finding.ts';
