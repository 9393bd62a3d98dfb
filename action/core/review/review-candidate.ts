import type { CandidatePatchSet } from '../../domain/candidate-patch-set.ts';
import type { Context } from '../context.ts';
import type { ProviderSettings, ReviewModel } from '../services/review-model.ts';
import { buildReport } from './artifacts/build-report.ts';
import { askProvider } from './ask-provider.ts';
import type { Known } from './known.ts';
import { readCandidate } from './plan/read-diff.ts';
import { precheck } from './precheck/precheck.ts';
import { trustScope } from './prepare-prompts.ts';
import { unasked } from './provider-review.ts';
import { boundScope } from './scope/bound-scope.ts';
import { readReviewFile } from './settings/read-review-file.ts';
import { resolveSettings } from './settings/resolve-settings.ts';
import type { Words } from './settings/words.ts';

export interface Reviewer {
  /** `AI_REVIEW_...` of the job. */
  readonly words: Words;
  readonly openModel: (settings: ProviderSettings) => Promise<ReviewModel>;
}

/** The payload of a review of a candidate, or why there is none. */
export type CandidateReview =
  | {
      readonly kind: 'reviewed';
      readonly report: ReturnType<typeof buildReport>;
      readonly tell: string | undefined;
    }
  | { readonly kind: 'impossible'; readonly tell: string };

/**
 * A candidate as it is reviewed inside the loop: the same scope, trust checks and questions as
 * everywhere, on the canonical patch instead of a work tree.
 */
export async function reviewCandidate(
  { baseSha, resultTree, changes }: CandidatePatchSet,
  patch: Uint8Array,
  baseFile: Uint8Array | undefined,
  { words, openModel }: Reviewer,
  context: Context,
): Promise<CandidateReview> {
  const read = readReviewFile(baseFile);
  if (read.kind === 'problems') return impossible(read.lines);
  const resolved = resolveSettings({ file: read.file, environment: words, flags: {} });
  if (resolved.kind === 'problems') return impossible(resolved.lines);
  const { settings } = resolved;
  const files = readCandidate(changes, patch);
  const bounded = boundScope(files, settings);
  if (bounded.kind === 'exceeded') return impossible([`${bounded.code}: ${bounded.tell}`]);
  const { scope } = bounded;
  const comparison = { mode: 'pr', baseSha, headSha: resultTree, trustedSha: baseSha } as const;
  const start = { settings, comparison, files, scope, stageSeconds: {} };
  const done = (known: Pick<Known, 'provider'> & Partial<Known>): CandidateReview => ({
    kind: 'reviewed',
    report: buildReport({ ...start, ...known }, context.now()),
    tell: known.provider.tell,
  });

  const trusted = trustScope(scope, settings, context);
  if (trusted.kind === 'blocked') {
    const provider = { ...unasked('blocked', trusted.gate.reason_code ?? ''), tell: trusted.tell };
    return done({ trustGate: trusted.gate, provider });
  }
  // Files of a candidate are read by nobody here but the model: the loop has its own scans.
  const tools = { analyzers: undefined, source: { readFile: async () => undefined } };
  const checked = await precheck(settings.contextMode, scope.files, comparison, tools);
  const asked = await askProvider(
    { scope, trusted, checked, overview: undefined },
    { openModel: () => openModel(settings.provider) },
    settings,
    context,
  );
  const { semantic, security } = checked;
  return done({ trustGate: trusted.gate, semantic, security, ...asked });
}

function impossible(lines: readonly string[]): CandidateReview {
  return { kind: 'impossible', tell: lines.join(' ') };
}
