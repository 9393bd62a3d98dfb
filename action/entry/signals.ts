import type { AnalyticsService } from '../core/services/analytics-service.ts';
import type { TelemetryService } from '../core/services/telemetry-service.ts';
import { createJobLog } from '../plugins/job-log/job-log.ts';
import { createNoAnalytics } from '../plugins/job-log/no-analytics.ts';
import type { CommonInputs } from './job-inputs.ts';

/** What a job says of itself to those who operate it. Never the audit trail. */
export interface Signals {
  readonly telemetry: TelemetryService;
  readonly analytics: AnalyticsService;
}

export interface OpenSignals extends Signals {
  /** Sends what is waiting, in a few seconds at most. Call it on every way out. */
  flush(): Promise<void>;
}

/**
 * The job's log, and what else was asked for: spans to a collector, bugs to Sentry, events to
 * PostHog. None of their code is loaded unless its address or key is set.
 */
export async function openSignals(
  inputs: CommonInputs,
  door: 'propose' | 'publish',
  secrets: readonly string[],
): Promise<OpenSignals> {
  const log = createJobLog({
    format: inputs.log,
    write: (line) => process.stdout.write(`${line}\n`),
    writeError: (line) => process.stderr.write(`${line}\n`),
    secrets,
  });
  const [spans, bugs, events] = await Promise.all([
    openSpans(inputs, door),
    openBugs(inputs),
    openEvents(inputs),
  ]);
  return {
    telemetry: {
      ...log,
      ...(spans ? { span: spans.span } : {}),
      captureError(error) {
        log.captureError(error);
        bugs?.captureError(error);
      },
    },
    analytics: events ?? createNoAnalytics(),
    async flush() {
      await Promise.allSettled([spans?.flush(), bugs?.flush(), events?.flush()]);
    },
  };
}

/** Where OpenTelemetry's API keeps what a host registered before us (its `getGlobal`). */
const registered = Symbol.for('opentelemetry.js.api.1');

async function openSpans({ signals: { otlp } }: CommonInputs, door: string) {
  if (otlp.endpoint === undefined && !(registered in globalThis)) return undefined;
  const { createOtel } = await import('../plugins/otel/create-otel.ts');
  return createOtel({ ...otlp, serviceName: `patchplane-${door}` });
}

async function openBugs({ signals: { sentry } }: CommonInputs) {
  if (!sentry) return undefined;
  const { createSentry } = await import('../plugins/sentry/create-sentry.ts');
  return createSentry(sentry);
}

async function openEvents({ signals: { posthog }, github }: CommonInputs) {
  if (!posthog) return undefined;
  const { createPostHog } = await import('../plugins/posthog/create-posthog.ts');
  return createPostHog({ ...posthog, subject: `github:${github.repository.externalId}` });
}
