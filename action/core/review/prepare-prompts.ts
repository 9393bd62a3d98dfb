import type { FindingsReport } from '../../domain/ai-review.ts';
import type { Context } from '../context.ts';
import { preflightHints } from './hints/preflight-hints.ts';
import type { RepositoryOverview } from './overview/repository-overview.ts';
import { composePrompt } from './prompt/compose-prompt.ts';
import { evidenceCounters, evidenceFor } from './prompt/prompt-evidence.ts';
import { renderPiece } from './prompt/render-piece.ts';
import type { ReviewScope } from './scope/review-scope.ts';
import type { ReviewSettings } from './settings/review-settings.ts';
import { checkTrust, redactForPrompt, type TrustText } from './trust/check-trust.ts';

export type TrustGate = NonNullable<FindingsReport['meta']['trust_gate']>;

/** The diff as it may be sent: pieces of each chunk, secrets taken out, or why nothing may. */
export type TrustedScope =
  | { readonly kind: 'allowed'; readonly gate: TrustGate; readonly pieces: readonly string[][] }
  | { readonly kind: 'blocked'; readonly gate: TrustGate; readonly tell: string };

/** Asked before anything leaves: whether this endpoint may see this diff, and what of it. */
export function trustScope(
  scope: ReviewScope,
  { provider, allowlist }: Pick<ReviewSettings, 'provider' | 'allowlist'>,
  { secrets }: Pick<Context, 'secrets'>,
): TrustedScope {
  const texts: readonly TrustText[] = scope.chunks.flatMap(({ pieces }) =>
    pieces.map((piece) => ({ path: piece.file.path, text: renderPiece(piece) })),
  );
  const verdict = checkTrust({ provider, allowlist, knownSecrets: secrets }, texts);
  if (verdict.kind === 'blocked') {
    const { reasonCode, tell } = verdict;
    const gate = { status: 'blocked', reason_code: reasonCode, message: tell };
    return { kind: 'blocked', gate, tell: `${reasonCode}: ${tell}` };
  }
  const gate = {
    status: 'passed',
    redaction_count: verdict.redactionCount,
    public_endpoint: verdict.publicEndpoint,
    ...(verdict.redactedRules.length > 0 ? { redacted_rules: [...verdict.redactedRules] } : {}),
  };
  let at = 0;
  const pieces = scope.chunks.map((chunk) => {
    const own = verdict.texts.slice(at, at + chunk.pieces.length).map(({ text }) => text);
    at += chunk.pieces.length;
    return own;
  });
  return { kind: 'allowed', gate, pieces };
}

export interface PromptSources {
  readonly settings: Pick<ReviewSettings, 'rules' | 'ruleCount'>;
  readonly overview: RepositoryOverview | undefined;
  readonly diagnostics: readonly string[];
}

/** One prompt for each chunk, and what `meta.limits` says about rules and hints in them. */
export function preparePrompts(
  scope: ReviewScope,
  pieces: readonly (readonly string[])[],
  { settings, overview, diagnostics }: PromptSources,
  context: Pick<Context, 'randomHex'>,
) {
  const hints = preflightHints(scope.files);
  const evidence = evidenceFor(scope.chunks, settings.rules, hints);
  const fence = `data-${context.randomHex(8)}`;
  const prompts = pieces.map((own, index) =>
    composePrompt({
      pieces: own,
      evidence: evidence[index] ?? { rules: [], hints: [] },
      diagnostics,
      overview,
      part: index + 1,
      parts: pieces.length,
      fence,
    }),
  );
  return {
    // Names of files, rules and hints are somebody's text, too.
    prompts: prompts.map((prompt) => redactForPrompt(prompt).text),
    counters: evidenceCounters(scope.chunks, settings, hints, evidence),
  };
}
