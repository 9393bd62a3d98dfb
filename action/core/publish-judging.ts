import { Failure } from '../domain/failure.ts';
import type { MergeDecision } from '../domain/merge-decision.ts';
import type { RepositoryConfig } from '../domain/repository-config.ts';
import { trustOf } from '../domain/trust.ts';
import type { Publishing } from './publish-outcome.ts';
import type { DerivedPatch, TrustedRepository } from './services/source-control-service.ts';
import { planOf } from './workflows/provision/plan-of.ts';
import { baseMoved } from './workflows/publish/base-moved.ts';
import { findOwnBranch } from './workflows/publish/own-branch.ts';
import { whyHeadMoved } from './workflows/publish/pull-request-head.ts';
import { recompute } from './workflows/publish/recompute.ts';
import { commitMessage } from './workflows/publish/texts.ts';

export interface Judging extends Publishing {
  readonly decision: MergeDecision;
  /** The chain's head that the commit will name. */
  readonly head: string;
}

export type Judged<Result> =
  | { readonly kind: 'good'; readonly result: Result }
  | { readonly kind: 'refused'; readonly because: string };

/** Recomputed, trusted and still about the repository as it is: only now something is done. */
export async function judge<Result>(
  judging: Judging,
  work: (
    trusted: TrustedRepository,
    derived: DerivedPatch,
    config: RepositoryConfig,
  ) => Promise<Result>,
): Promise<Judged<Result>> {
  const { approved, services, settings } = judging;
  const { subject } = approved;
  const trusted = await services.git.open(settings.repository, {
    commit: subject.baseCommit,
    tree: subject.baseTree,
    ref: subject.targetRef,
  });
  try {
    const recomputed = await recomputeOn(trusted, judging);
    if (recomputed.kind === 'refused') return recomputed;
    const { derived } = recomputed;
    const because = untrusted(judging) ?? (await outdated(judging, trusted, recomputed));
    if (because !== undefined) return { kind: 'refused', because };
    return { kind: 'good', result: await work(trusted, derived, recomputed.config) };
  } finally {
    await trusted.close();
  }
}

async function recomputeOn(trusted: TrustedRepository, judging: Judging) {
  const { timeline, approved, connection, services } = judging;
  const planned = await planOf(trusted);
  if (planned.kind === 'wrong') return { kind: 'refused' as const, because: planned.because };
  const recomputed = await recompute({
    stored: approved.subject,
    items: approved.items,
    patch: approved.patch,
    policyResult: approved.policyResult,
    repositoryId: connection.id,
    targetRef: timeline.run.targetRef,
    trusted,
    plan: planned.plan,
    policy: services.policy,
  });
  return recomputed.kind === 'refused' ? recomputed : { ...recomputed, config: planned.config };
}

function untrusted({ timeline, approved, decision, context }: Judging): string | undefined {
  // Consumed by this very job a moment ago; for the rule it is still the unused decision. What
  // is published already was judged when it was published.
  const { consumedAt, ...unconsumed } = decision;
  const now = timeline.run.state === 'published' ? (consumedAt ?? 0) : context.now();
  const { subject } = approved;
  const trust = trustOf({ subject, sealed: true, decision: unconsumed, now });
  return trust.state === 'trusted' ? undefined : `Nothing was published: ${trust.because}.`;
}

/** Whether the world went on since; what is published already, or half of it, is not asked again. */
async function outdated(
  judging: Judging,
  trusted: TrustedRepository,
  recomputed: Pick<
    Extract<Awaited<ReturnType<typeof recompute>>, { kind: 'recomputed' }>,
    'derived' | 'rules'
  >,
): Promise<string | undefined> {
  const { approved, decision, head, services, settings } = judging;
  const { repository } = settings;
  const { subject, report, patch } = approved;
  const { pullRequest } = report.candidate;
  if (pullRequest) {
    const live = await services.repositories.readPullRequest(repository, pullRequest.number);
    return whyHeadMoved(live, pullRequest);
  }
  const message = commitMessage(report, subject, decision, head);
  const there = await findOwnBranch({ repository, subject, message }, services.repositories);
  if (there) return undefined;
  const { derived, rules: policy } = recomputed;
  return await baseMoved(
    { repository, subject, patch, trusted, derived, policy },
    { reader: services.repositories, git: services.git },
  );
}

/** What ended for good is an outcome; what may pass is thrown, and the job can be run again. */
export async function orRefused<Result>(
  work: () => Promise<Judged<Result>>,
): Promise<Judged<Result>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure && !error.retryable)
      return { kind: 'refused', because: error.tell };
    throw error;
  }
}
