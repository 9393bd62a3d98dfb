import type { AnalyticsEvent, AnalyticsPayload } from '../../domain/analytics-event.ts';

/** Contract: ids, counts and enums only; off without a key; failing never fails a run. */
export interface AnalyticsService {
  track<Event extends AnalyticsEvent>(event: Event, payload: AnalyticsPayload<Event>): void;
}
