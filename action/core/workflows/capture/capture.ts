import type { CandidatePatchSet } from '../../../domain/candidate-patch-set.ts';
import type { Parts, StageOutcome } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type { SandboxService } from '../../services/sandbox-service.ts';
import type { DerivedPatch } from '../../services/source-control-service.ts';
import { type CaptureLimits, defaultCaptureLimits } from './capture-limits.ts';
import { type CollectorTools, createCollector } from './collector.ts';
import { sortChanges } from './sort-changes.ts';

export interface CaptureTools extends CollectorTools {
  readonly limits?: CaptureLimits;
}

/**
 * Takes the agent's work out of its sandbox. What comes out is bytes and claims: which paths,
 * which contents. What they amount to (tree, patch, digest) is derived by git on our side,
 * and anything incomplete, oversized or impossible is refused as a whole.
 */
export async function capture(
  known: Pick<Parts, 'request' | 'base' | 'sandbox'>,
  services: { readonly sandboxes: SandboxService },
  tools: CaptureTools,
  { now, randomHex }: Pick<Context, 'now' | 'randomHex'>,
): Promise<StageOutcome<Pick<Parts, 'candidate'>>> {
  const { trusted } = known.base;
  const limits = tools.limits ?? defaultCaptureLimits;
  const collector = createCollector({
    service: services.sandboxes,
    sandbox: known.sandbox,
    tools,
    limits,
    name: `capture-${randomHex(8)}`,
  });

  const base = await trusted.listBase();
  const listing = await collector.list(base);
  if (listing.kind === 'refused') return stop(listing.because);
  const changes = await sortChanges(listing.value, base, trusted.ignoredPaths, limits);
  if (changes.kind === 'refused') return stop(changes.because);
  const packed = await collector.pack(changes.value.wanted);
  if (packed.kind === 'refused') return stop(packed.because);

  const { deleted } = changes.value;
  const derivation = await trusted.derive({ written: packed.value, deleted });
  if (derivation.kind === 'refused') return stop(derivation.because);
  const { derived } = derivation;
  const set = candidateOf(known, derived, {
    id: `candidate-${randomHex(8)}`,
    createdAt: now(),
  });
  return {
    add: { candidate: { set, patch: derived.patch } },
    evidence: [
      {
        kind: 'diff',
        producer: 'capture',
        contentType: 'text/x-patch',
        content: derived.patch,
        truncated: false,
      },
    ],
    detail: summaryOf(derived),
  };
}

function candidateOf(
  { request, base, sandbox }: Pick<Parts, 'request' | 'base' | 'sandbox'>,
  derived: DerivedPatch,
  record: Pick<CandidatePatchSet, 'id' | 'createdAt'>,
): CandidatePatchSet {
  return {
    ...record,
    workflowRunId: request.run.id,
    subject: { kind: 'sandbox-generated', sandboxExecutionId: sandbox.id },
    status: derived.changes.length === 0 ? 'empty' : 'captured',
    baseSha: base.trusted.base.commit,
    baseTree: base.trusted.base.tree,
    resultTree: derived.resultTree,
    patchSha256: derived.patchSha256,
    changes: [...derived.changes],
    stats: derived.stats,
  };
}

function summaryOf({ stats }: DerivedPatch): string {
  const { filesChanged, additions, deletions } = stats;
  if (filesChanged === 0) return 'nothing changed';
  return `${filesChanged} ${filesChanged === 1 ? 'file' : 'files'}, +${additions} -${deletions}`;
}

function stop(reason: string): StageOutcome<Pick<Parts, 'candidate'>> {
  return { stop: { state: 'failed', category: 'capture-refused', reason } };
}
