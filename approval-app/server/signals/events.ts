import { PostHog } from 'posthog-node';
import {
  type AnalyticsEvent,
  type AnalyticsPayload,
  allowedPayload,
} from '../../../action/domain/analytics-event.ts';

export interface EventsTo {
  /** POSTHOG_KEY */
  readonly key: string;
  /** POSTHOG_HOST */
  readonly host: string;
}

export interface Events {
  /** `subject` is a workspace or repository by its id, never a person. Never throws. */
  track<Event extends AnalyticsEvent>(
    event: Event,
    payload: AnalyticsPayload<Event>,
    subject: string,
  ): Promise<void>;
}

const timeoutMs = 3_000;

/**
 * Product analytics of the server's, sent at once: a host that ends its instances between requests
 * has no place for a queue. Off without a key.
 */
export function createEvents(to: EventsTo | undefined): Events {
  const client = to && new PostHog(to.key, { host: to.host, disableGeoip: true, fetch: quietly });
  return {
    async track(event, payload, subject) {
      const properties = allowedPayload(event, payload);
      if (!client || !properties) return;
      const sent = { distinctId: subject, event, properties };
      await client.captureImmediate(sent).catch(() => undefined);
    },
  };
}

/** Asks once and takes whatever comes of it for good: nobody waits for analytics. */
async function quietly(url: string, request: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(timeoutMs);
  await fetch(url, { ...request, redirect: 'error', signal }).catch(() => undefined);
  return new Response('{}', { status: 200 });
}
