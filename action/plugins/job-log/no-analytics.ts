import type { AnalyticsService } from '../../core/services/analytics-service.ts';

/** Analytics is off without a key. */
export function createNoAnalytics(): AnalyticsService {
  return { track: () => undefined };
}
