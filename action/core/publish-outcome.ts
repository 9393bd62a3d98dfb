import type { GitObjectId, RunId, Sha256 } from '../domain/ids.ts';
import type { MergeDecision } from '../domain/merge-decision.ts';
import type { RepositoryConnection } from '../domain/repository-connection.ts';
import type { Context } from './context.ts';
import type { Journal } from './journal.ts';
import type { ReadBack } from './read-approval.ts';
import type { PublishServices } from './services/publish-services.ts';
import type { RepositoryRef } from './services/source-control-service.ts';
import type { RunTimeline } from './services/storage-service.ts';
import type { SignedDecision } from './workflows/decide/require-signature.ts';
import type { JobStanding } from './workflows/publish/standing.ts';
import type { Written } from './workflows/publish/write.ts';

export interface PublishSettings {
  readonly repository: RepositoryRef;
  /** What this job runs: only workflows of the default branch may publish. */
  readonly job: JobStanding;
  /** Whether an issue's check stands on the base commit as well. */
  readonly checkOnBase: boolean;
  readonly runUrl: (runId: RunId) => string | undefined;
}

/** What every publish has at hand. */
export interface Publishing {
  readonly timeline: RunTimeline;
  readonly approved: ReadBack;
  /** The repository as it is now, asked for by its number. */
  readonly connection: RepositoryConnection;
  readonly services: PublishServices;
  readonly settings: PublishSettings;
  readonly context: Context;
  readonly journal: Journal;
}

export interface TakenDecision {
  readonly decision: MergeDecision;
  /** False where an earlier job of this run took it already. */
  readonly first: boolean;
  /** The chain's head when the decision was taken. */
  readonly head: Sha256;
  /** Where the repository pins keys. */
  readonly signed: SignedDecision | undefined;
}

export type PublishOutcome =
  | { readonly kind: 'expired' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'cancelled'; readonly because: string }
  | { readonly kind: 'published'; readonly written: Written; readonly body: string }
  /** A pull request that was there already: its check says what was decided about this head. */
  | {
      readonly kind: 'confirmed';
      readonly pullRequest: { readonly number: number; readonly headSha: GitObjectId };
    }
  | { readonly kind: 'failed'; readonly because: string };
