/** SPEC 13.1, literally. */
export const spanNames = [
  'patchplane.workflow.start',
  'patchplane.auth.require_permission',
  'patchplane.git.verify_repo',
  'patchplane.github.verify_webhook',
  'patchplane.sandbox.provision',
  'patchplane.runtime.start_session',
  'patchplane.runtime.stream_event',
  'patchplane.artifact.put',
  'patchplane.review.run',
  'patchplane.policy.evaluate',
  'patchplane.decision.record',
  'patchplane.publication.github',
] as const;

export type SpanName = (typeof spanNames)[number];

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

/** Contract: for operating, never for audit; nothing untrusted or secret goes in. */
export interface TelemetryService {
  progress(event: ProgressEvent): void;
  span<Result>(name: SpanName, work: () => Promise<Result>): Promise<Result>;
  captureError(error: unknown): void;
}
