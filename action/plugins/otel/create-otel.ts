import { type Attributes, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import type { SpanAbout, TelemetryService } from '../../core/services/telemetry-service.ts';
import { errorType } from '../../domain/error-facts.ts';
import { allowedFacts, rootSpanOf } from '../../domain/span.ts';
import { type Export, startExport } from './export.ts';

export interface OtelOptions {
  /** OTEL_EXPORTER_OTLP_ENDPOINT: `/v1/traces` follows it. Without it a provider that the host registered is used. */
  readonly endpoint: string | undefined;
  /** OTEL_EXPORTER_OTLP_HEADERS: `name=value,name=value`. Secret. */
  readonly headers: string | undefined;
  /** `patchplane-propose`, `patchplane-publish` ... */
  readonly serviceName: string;
}

export interface Spans extends Pick<TelemetryService, 'span'> {
  /** Sends what is waiting. Never throws, and never takes longer than a few seconds. */
  flush(): Promise<void>;
}

/**
 * Spans through OpenTelemetry's API. Their attributes pass an allow list, whatever a caller
 * hands over; an exporter that fails is never noticed by a run.
 */
export function createOtel(options: OtelOptions): Spans {
  const exporting: Export | undefined = options.endpoint
    ? startExport({ ...options, endpoint: options.endpoint })
    : undefined;
  const tracer = (exporting?.provider ?? trace.getTracerProvider()).getTracer('patchplane');
  return {
    async span(name, work, about = {}) {
      const span = tracer.startSpan(name, { attributes: attributesOf(about) }, parentOf(about));
      try {
        return await work();
      } catch (error) {
        span.setAttribute('error.type', errorType(error));
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    flush: async () => await exporting?.flush(),
  };
}

function attributesOf({ facts = {} }: SpanAbout): Attributes {
  return { ...allowedFacts(facts) };
}

function parentOf({ traceId }: SpanAbout) {
  const root = traceId === undefined ? undefined : rootSpanOf(traceId);
  if (!root) return undefined;
  return trace.setSpanContext(ROOT_CONTEXT, { ...root, traceFlags: 1, isRemote: true });
}
