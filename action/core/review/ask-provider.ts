import type { AiReviewLimits } from '../../domain/ai-review-meta.ts';
import type { Context } from '../context.ts';
import type { ReviewModel } from '../services/review-model.ts';
import { overallRisk } from './answer/overall-risk.ts';
import type { RepositoryOverview } from './overview/repository-overview.ts';
import { combineFindings } from './precheck/combine-findings.ts';
import type { Precheck } from './precheck/precheck.ts';
import { preparePrompts, type TrustedScope } from './prepare-prompts.ts';
import { type ProviderReview, unasked } from './provider-review.ts';
import { reviewChunks } from './review-chunks.ts';
import { isPartial, type ReviewScope } from './scope/review-scope.ts';
import { rightSideOf } from './scope/right-side.ts';
import type { ReviewSettings } from './settings/review-settings.ts';

export interface ProviderEvidence {
  readonly scope: ReviewScope;
  readonly trusted: TrustedScope;
  readonly checked: Precheck;
  readonly overview: RepositoryOverview | undefined;
}

/** Puts the questions together and asks them, where there is something to ask and nobody forbade it. */
export async function askProvider(
  { scope, trusted, checked, overview }: ProviderEvidence,
  { openModel }: { readonly openModel: () => Promise<ReviewModel> },
  settings: ReviewSettings,
  context: Pick<Context, 'now' | 'randomHex' | 'signal'>,
): Promise<{ readonly provider: ProviderReview; readonly evidenceCounters?: AiReviewLimits }> {
  if (trusted.kind === 'blocked') return { provider: unasked('dry-run', 'DRY_RUN') };
  const { prompts, counters } = preparePrompts(
    scope,
    trusted.pieces,
    { settings, overview, diagnostics: checked.diagnostics },
    context,
  );
  const provider = await asked(prompts);
  const findings = combineFindings(provider.findings, checked.findings);
  const risk = overallRisk([provider.summary.overall_risk], findings);
  const summary = { ...provider.summary, overall_risk: risk };
  return { provider: { ...provider, findings, summary }, evidenceCounters: counters };

  async function asked(prompts: readonly string[]): Promise<ProviderReview> {
    if (settings.dryRun) return unasked('dry-run', 'DRY_RUN');
    if (prompts.length === 0) return nothingAsked(scope);
    const { timeoutSeconds } = settings.provider;
    return await reviewChunks(
      prompts,
      { openModel, timeoutSeconds, context, wantsSummary: settings.finalSummary },
      rightSideOf(scope.files),
    );
  }
}

/** Nothing to ask about is fine where there was nothing, and is not where all of it was left out. */
function nothingAsked({ omitted }: ReviewScope): ProviderReview {
  return isPartial(omitted)
    ? unasked('not-run', 'ALL_FILES_OMITTED', 'Every file was too large to be reviewed.')
    : unasked('nothing-to-review', 'NO_REVIEWABLE_CHANGES');
}
