import { canonicalJson } from '../../../domain/canonical-json.ts';
import type { PolicyVerdict } from '../../../domain/policy-bundle.ts';
import type { Evidence, Parts, SandboxReport, StageOutcome } from '../../attempt.ts';
import { gatherFacts } from '../../policy/gather-facts.ts';
import type { PolicyService } from '../../services/policy-service.ts';
import type { SecretScanner } from '../../services/secret-scanner.ts';
import { readOwners } from './read-owners.ts';
import { defaultScanLimits, type ScanLimits, scanCandidate } from './scan-candidate.ts';

export interface EvaluateServices {
  readonly policy: PolicyService;
  /** Others' rules for credentials, beside our own. */
  readonly secretScanners?: readonly SecretScanner[];
}

export interface EvaluateInput {
  /** Everything collected so far: what was cut there is a fact. */
  readonly evidence: readonly Pick<Evidence, 'producer' | 'truncated'>[];
  /** Every sandbox so far. */
  readonly sandboxes?: readonly Pick<SandboxReport, 'purpose' | 'egress'>[];
  readonly limits?: ScanLimits;
}

/**
 * Looks at the applied tree (never at diff text), and lets policy judge what was found. Bundle,
 * facts and verdict become evidence, so that anybody can judge again.
 */
export async function evaluate(
  {
    base,
    candidate,
    verification,
    review,
    agent,
  }: Pick<Parts, 'request' | 'base' | 'candidate' | 'verification'> &
    Partial<Pick<Parts, 'agent' | 'review'>>,
  { policy, secretScanners = [] }: EvaluateServices,
  { evidence, sandboxes = [], limits = defaultScanLimits }: EvaluateInput,
): Promise<StageOutcome<Pick<Parts, 'verdict'>>> {
  const scanned = await scanCandidate(candidate, base.trusted, limits, secretScanners);
  const facts = gatherFacts({
    candidate: candidate.set,
    scans: scanned.scans,
    shownSecrets: scanned.shownSecrets,
    verification,
    agent,
    owners: await readOwners(candidate.set.changes, base.trusted),
    reviews: review ? [review, ...(review.asked ?? [])] : [],
    sandboxes: sandboxes.map(({ purpose, egress }) => ({ purpose, egress: egress.status })),
    truncatedEvidence: [
      ...evidence.filter(({ truncated }) => truncated).map(({ producer }) => producer),
      ...scanned.truncated,
    ],
  });
  const verdict = policy.evaluatePolicy(base.policy, facts);
  const result: Evidence = {
    kind: 'policy-result',
    producer: 'policy',
    contentType: 'application/json',
    content: new TextEncoder().encode(canonicalJson({ bundle: base.policy, facts, verdict })),
    truncated: false,
  };
  const known = { add: { verdict }, evidence: [result], detail: detailOf(verdict) };
  if (verdict.outcome === 'approve' || verdict.outcome === 'manual-review') return known;
  if (verdict.outcome === 'changes-requested') return known;
  return { ...known, stop: { state: 'blocked', category: 'policy', reason: reasonOf(verdict) } };
}

function detailOf({ outcome, findings }: PolicyVerdict): string {
  if (findings.length === 0) return outcome;
  return `${outcome}: ${findings.length} finding${findings.length === 1 ? '' : 's'}`;
}

/** Enough findings to know where to look; the rest is in the report. */
const mostNamed = 3;

/** What blocks, in the words of the rules: one sentence a rule, with the paths it is about. */
function reasonOf({ findings }: PolicyVerdict): string {
  const blocking = findings.filter(({ effect }) => effect === 'block');
  const rules = [...new Set(blocking.map(({ rule }) => rule))];
  return rules
    .map((rule) => sentenceOf(blocking.filter((finding) => finding.rule === rule)))
    .join(' ')
    .toWellFormed();
}

function sentenceOf(findings: PolicyVerdict['findings']): string {
  const paths = findings.flatMap(({ path }) => (path === undefined ? [] : [path.slice(0, 200)]));
  const named = paths.slice(0, mostNamed).join(', ');
  const rest = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : '';
  const [first] = findings;
  return `${first?.message ?? ''}${named ? ` ${named}${rest}` : ''} (${first?.rule ?? ''})`;
}
