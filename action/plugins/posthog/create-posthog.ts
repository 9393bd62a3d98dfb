import { PostHog } from 'posthog-node';
import type { AnalyticsService } from '../../core/services/analytics-service.ts';
import { allowedPayload } from '../../domain/analytics-event.ts';

export interface PostHogOptions {
  /** POSTHOG_KEY: a project key, which can write events and read nothing. */
  readonly key: string;
  /** POSTHOG_HOST */
  readonly host: string;
  /** Who it is about: a repository or workspace by its number, never a person. */
  readonly subject: string;
}

/** A job that is done waits no longer than this. */
const timeoutMs = 3_000;

/**
 * Asks PostHog once and takes whatever comes of it for good: its client would try again, and
 * write about it where the job's log is.
 */
async function quietly(url: string, request: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  await fetch(url, { ...request, redirect: 'error', signal }).catch(() => undefined);
  return new Response('{}', { status: 200 });
}

/** Product analytics: seven events whose payloads are checked; anything else is not sent. */
export function createPostHog({
  key,
  host,
  subject,
}: PostHogOptions): AnalyticsService & { flush(): Promise<void> } {
  const client = new PostHog(key, {
    host,
    disableGeoip: true,
    requestTimeout: timeoutMs,
    fetch: quietly,
    // Neither flags nor profiles of people.
    preloadFeatureFlags: false,
    personProfiles: 'never',
  });
  client.on('error', () => undefined);
  return {
    track(event, payload) {
      const properties = allowedPayload(event, payload);
      if (properties) client.capture({ distinctId: subject, event, properties });
    },
    flush: async () => {
      await client.shutdown(timeoutMs).catch(() => undefined);
    },
  };
}
