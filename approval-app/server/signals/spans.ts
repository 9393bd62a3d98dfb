import { ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { errorType } from '../../../action/domain/error-facts.ts';
import {
  allowedFacts,
  rootSpanOf,
  type SpanFacts,
  type SpanName,
} from '../../../action/domain/span.ts';

/**
 * A span of the server's, through OpenTelemetry's API: nothing where nobody registered a provider
 * (instrumentation.ts does, when there is a collector). Facts pass the allow list; with a run's
 * trace id the span is in the trace of the jobs that worked on it.
 *
 * The jobs have the like in `action/plugins/otel`, with a provider of their own; the allow list and
 * the trace that all of them hang in are one, in the domain (span.ts).
 */
export async function span<Result>(
  name: SpanName,
  work: () => Promise<Result>,
  about: { readonly facts?: SpanFacts; readonly traceId?: string | undefined } = {},
): Promise<Result> {
  const root = about.traceId === undefined ? undefined : rootSpanOf(about.traceId);
  const parent = root
    ? trace.setSpanContext(ROOT_CONTEXT, { ...root, traceFlags: 1, isRemote: true })
    : undefined;
  const attributes = { ...allowedFacts(about.facts ?? {}) };
  const opened = trace.getTracer('patchplane').startSpan(name, { attributes }, parent);
  try {
    return await work();
  } catch (error) {
    opened.setAttribute('error.type', errorType(error));
    opened.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    opened.end();
  }
}
