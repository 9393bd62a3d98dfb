import type { RunId, Sha256 } from '../domain/ids.ts';
import type { MergeDecision } from '../domain/merge-decision.ts';
import type { Context } from './context.ts';
import type { Journal } from './journal.ts';
import type { PublishServices } from './services/publish-services.ts';
import type { RepositoryRef } from './services/source-control-service.ts';
import type { RunTimeline } from './services/storage-service.ts';
import type { ReadBack } from './workflows/decide/read-approval.ts';
import type { Written } from './workflows/publish/write.ts';

export interface PublishSettings {
  readonly repository: RepositoryRef;
  readonly runUrl: (runId: RunId) => string | undefined;
}

/** What every publish has at hand. */
export interface Publishing {
  readonly timeline: RunTimeline;
  readonly approved: ReadBack;
  readonly services: PublishServices;
  readonly settings: PublishSettings;
  readonly context: Context;
  readonly journal: Journal;
}

export interface TakenDecision {
  readonly decision: MergeDecision;
  /** The chain's head when the decision was taken. */
  readonly head: Sha256;
}

export type PublishOutcome =
  | { readonly kind: 'expired' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'published'; readonly written: Written; readonly body: string }
  | { readonly kind: 'failed'; readonly because: string };
