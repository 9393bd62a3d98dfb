import type { SpanFacts, SpanName } from '../../domain/span.ts';

/** Stages as a person follows them. `detail` is one plain line, already safe to print. */
export type ProgressEvent =
  | {
      readonly kind: 'stage';
      readonly stage: string;
      readonly status: 'started' | 'succeeded' | 'failed' | 'blocked';
      readonly elapsedMs: number;
      readonly detail?: string;
    }
  | { readonly kind: 'note'; readonly text: string };

/** What a span is about. */
export interface SpanAbout {
  /** The run's trace id: every process that works on a run writes into one trace. */
  readonly traceId?: string | undefined;
  readonly facts?: SpanFacts;
}

/** Contract: for operating, never for audit; nothing untrusted or secret goes in. */
export interface TelemetryService {
  progress(event: ProgressEvent): void;
  /** Runs `work` inside a span; what it throws is thrown on, and named in the span. */
  span<Result>(name: SpanName, work: () => Promise<Result>, about?: SpanAbout): Promise<Result>;
  captureError(error: unknown): void;
}

/** Telemetry that says of each span which run it belongs to. */
export function aboutRun(
  telemetry: TelemetryService,
  run: { readonly id: string; readonly traceId: string },
): TelemetryService {
  return {
    ...telemetry,
    span: (name, work, about = {}) =>
      telemetry.span(name, work, {
        traceId: run.traceId,
        facts: { 'patchplane.run.id': run.id, ...about.facts },
      }),
  };
}
