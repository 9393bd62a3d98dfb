import type { Parts, StageOutcome } from '../../attempt.ts';
import type { Context } from '../../context.ts';
import type { SandboxService } from '../../services/sandbox-service.ts';
import { candidateFrom, captureRefused } from './candidate.ts';
import { type CaptureLimits, defaultCaptureLimits } from './capture-limits.ts';
import { type CollectorTools, createCollector } from './collector.ts';
import { largerThan, overBudget } from './patch-budget.ts';
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
  context: Pick<Context, 'now' | 'randomHex'>,
): Promise<StageOutcome<Pick<Parts, 'candidate'>>> {
  const { trusted } = known.base;
  const limits = tools.limits ?? defaultCaptureLimits;
  const collector = createCollector({
    service: services.sandboxes,
    sandbox: known.sandbox,
    tools,
    limits,
    name: `capture-${context.randomHex(8)}`,
  });

  const base = await trusted.listBase();
  const listing = await collector.list(base);
  if (listing.kind === 'refused') return captureRefused(listing.because);
  const changes = await sortChanges(listing.value, base, trusted.ignoredPaths, limits);
  if (changes.kind === 'refused') return captureRefused(changes.because);
  const packed = await collector.pack(changes.value.wanted);
  if (packed.kind === 'refused') return captureRefused(packed.because);

  const { deleted } = changes.value;
  const derivation = await trusted.derive({ written: packed.value, deleted });
  if (derivation.kind === 'refused') return captureRefused(derivation.because);
  const subject = { kind: 'sandbox-generated', sandboxExecutionId: known.sandbox.id } as const;
  const captured = candidateFrom(known, subject, derivation.derived, context);
  const because = largerThan(known.base.policy.budgets, derivation.derived);
  return because === undefined ? captured : { ...captured, stop: overBudget(because) };
}
