/** SPEC 13.2, literally. */
export const analyticsEvents = [
  'workflow_started',
  'first_workflow_completed',
  'trust_report_viewed',
  'artifact_opened',
  'patch_approved',
  'patch_rejected',
  'publication_created',
] as const;

export type AnalyticsEvent = (typeof analyticsEvents)[number];

/** Contract: ids, counts and enums only; off without a key; failing never fails a run. */
export interface AnalyticsService {
  track(event: AnalyticsEvent, properties: Readonly<Record<string, string | number>>): void;
}
