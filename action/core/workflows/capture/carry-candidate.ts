import { sha256Hex } from '../../../domain/digest.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import { baseDifferences } from '../../policy/base-differences.ts';
import type { EarlierCandidate, EarlierCandidates } from '../../services/earlier-candidates.ts';
import type { PriorRun, RunHistory } from '../../services/run-history.ts';
import type { DerivedPatch, TrustedGit } from '../../services/source-control-service.ts';
import { candidateFrom } from './candidate.ts';

export interface CarryServices {
  readonly history: Pick<RunHistory, 'listRuns'>;
  readonly git: TrustedGit;
  /** Without it every further attempt is an agent's. */
  readonly earlier?: EarlierCandidates | undefined;
}

type Known = Pick<Parts, 'request' | 'base'>;

export interface Carried {
  readonly from: PriorRun;
  readonly earlier: EarlierCandidate;
  readonly derived: DerivedPatch;
}

/**
 * Whether a person who asks for a further attempt, and for nothing different, gets the patch of
 * the attempt before: it was good enough to be asked about, could not be published, and the base
 * moved since. It must still apply. Else an agent works again, so undefined is never a refusal.
 */
export async function findCarried(
  { request, base }: Known,
  { history, earlier }: CarryServices,
): Promise<Carried | undefined> {
  const { rerun, issue } = request.intake.externalRef;
  const parent = request.run.parentWorkflowRunId;
  if (!earlier || !rerun || rerun.instruction !== undefined || !issue || !parent) return undefined;
  try {
    const runs = await history.listRuns(request.repository, issue.number);
    const from = runs.find(({ runId }) => runId === parent);
    if (from?.state !== 'failed' || from.subjectSha256 === undefined) return undefined;
    const found = await earlier.read(from);
    const { commit } = base.trusted.base;
    if (!found || found.subject.targetRef !== request.targetRef) return undefined;
    if (found.subject.baseCommit === commit) return undefined;
    const derivation = await base.trusted.applyPatch(found.patch);
    if (derivation.kind === 'refused') return undefined;
    return { from, earlier: found, derived: derivation.derived };
  } catch (error) {
    // What can not be reached, or is not what was sealed, is not used.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Takes it as this run's candidate: derived on the new base, and nothing of it is believed. */
export async function carryCandidate(
  known: Known,
  { from, earlier, derived }: Carried,
  { git }: Pick<CarryServices, 'git'>,
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<StageOutcome<Pick<Parts, 'candidate'>>> {
  const { patch, subject } = earlier;
  const changed = await changedSince(known, subject, git);
  const kind = { kind: 'patch-file', sha256: sha256Hex(patch) } as const;
  const outcome = candidateFrom(known, kind, derived, context);
  if ('stop' in outcome) return outcome;
  const carried = {
    run: from.runId,
    baseSha: subject.baseCommit,
    samePatch: derived.patchSha256 === subject.patchSha256,
    changedOnBase: changed.slice(0, 50),
    changedOnBaseCount: changed.length,
  };
  return {
    ...outcome,
    add: { candidate: { ...outcome.add.candidate, carried } },
    detail: `${outcome.detail ?? ''}, carried over from ${from.runId}`,
  };
}

async function changedSince(
  { request, base }: Known,
  { baseCommit, baseTree, targetRef }: EarlierCandidate['subject'],
  git: TrustedGit,
): Promise<readonly string[]> {
  const old = { commit: baseCommit, tree: baseTree, ref: targetRef };
  const before = await git.open(request.repository, old);
  try {
    return baseDifferences(await before.listBase(), await base.trusted.listBase());
  } finally {
    await before.close();
  }
}
