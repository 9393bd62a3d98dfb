import type { Context } from './context.ts';
import { askProvider } from './review/ask-provider.ts';
import {
  type Closing,
  closeReview,
  type Ending,
  type ReviewResult,
} from './review/close-review.ts';
import type { Known } from './review/known.ts';
import { repositoryOverview } from './review/overview/repository-overview.ts';
import { hugeDiff, planDiff, type ReviewPlace } from './review/plan/plan-diff.ts';
import { precheck } from './review/precheck/precheck.ts';
import { trustScope } from './review/prepare-prompts.ts';
import { unasked } from './review/provider-review.ts';
import { boundScope } from './review/scope/bound-scope.ts';
import type { ReviewSettings } from './review/settings/review-settings.ts';
import { stopwatch } from './review/stopwatch.ts';
import type { ChangeSource } from './services/change-source.ts';
import type { ReviewAnalyzers } from './services/review-analyzers.ts';
import type { ReviewModel } from './services/review-model.ts';

export interface ReviewServices extends Closing {
  readonly source: ChangeSource;
  readonly analyzers: ReviewAnalyzers | undefined;
  /** Called when the first question is there; a review that asks nobody loads no client. */
  readonly openModel: () => Promise<ReviewModel>;
}

/**
 * Reviews a change in the documented order: diff plan, bounded scope, trust checks, semantic
 * precheck, repository overview, provider review, artifacts, feedback. The configuration was
 * resolved before. Nothing leaves for a provider that the trust checks did not let through.
 */
export async function review(
  services: ReviewServices,
  settings: ReviewSettings,
  place: ReviewPlace,
  context: Context,
): Promise<ReviewResult> {
  const watch = stopwatch(context.now);
  const plan = await planDiff(services.source, settings, place);
  if (plan.kind === 'problem') {
    const line = `DIFF_CONTEXT_ERROR[${plan.code}]: ${plan.tell}`;
    return { exitCode: 4, lines: [line], report: undefined };
  }
  watch.lap('diff_plan');
  const { comparison, files } = plan;
  /** Artifacts and feedback, wherever the review ends. */
  const close = (known: Pick<Known, 'provider'> & Partial<Known>, ending: Ending) => {
    const base = { settings, comparison, files: files ?? [], stageSeconds: watch.seconds() };
    return closeReview({ ...base, ...known }, services, ending, context);
  };

  const bounded = files
    ? boundScope(files, settings)
    : ({ kind: 'exceeded', code: 'MAX_DIFF_BYTES_EXCEEDED', tell: hugeDiff } as const);
  watch.lap('bounded_scope');
  if (bounded.kind === 'exceeded') {
    const line = `DIFF_EXTRACTION_ERROR[${bounded.code}]: ${bounded.tell}`;
    const provider = unasked('not-run', bounded.code, bounded.tell);
    return await close({ provider }, { exitCode: 5, lines: [line] });
  }
  const { scope } = bounded;

  const trusted = trustScope(scope, settings, context);
  watch.lap('trust_checks');
  if (trusted.kind === 'blocked' && !settings.dryRun) {
    const provider = unasked('blocked', trusted.gate.reason_code ?? undefined, trusted.tell);
    const known = { scope, trustGate: trusted.gate, provider };
    return await close(known, { exitCode: 11, lines: [trusted.tell] });
  }

  const checked = await precheck(settings.contextMode, scope.files, comparison, services);
  watch.lap('semantic_precheck');

  const overview = repositoryOverview(await services.source.listFiles(comparison));
  watch.lap('repository_overview');

  const asked = await askProvider(
    { scope, trusted, checked, overview },
    services,
    settings,
    context,
  );
  watch.lap('provider_review');

  const { semantic, security } = checked;
  const trustGate =
    trusted.kind === 'blocked' ? { ...trusted.gate, status: 'would-block' } : trusted.gate;
  const known = { scope, trustGate, semantic, security, overview, ...asked };
  const { status, tell } = asked.provider;
  return await close(
    known,
    status === 'failed'
      ? { exitCode: 6, lines: [tell ?? 'PROVIDER_ERROR'] }
      : { exitCode: 0, lines: [] },
  );
}
