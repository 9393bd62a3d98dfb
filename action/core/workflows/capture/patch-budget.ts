import type { Budgets } from '../../../domain/policy-bundle.ts';
import type { Stop } from '../../attempt.ts';
import type { DerivedPatch } from '../../services/source-control-service.ts';

/**
 * Why a patch is larger than an agent may make one; undefined where it is not. It is whole and
 * kept as evidence all the same: only nobody is asked to read it.
 */
export function largerThan(
  { files, patchBytes }: Pick<Budgets, 'files' | 'patchBytes'>,
  { stats, patch }: Pick<DerivedPatch, 'stats' | 'patch'>,
): string | undefined {
  if (files !== undefined && stats.filesChanged > files) {
    return `The agent changed ${stats.filesChanged} files; its budget is ${files}.`;
  }
  if (patchBytes !== undefined && patch.length > patchBytes) {
    return `The agent's patch has ${patch.length} bytes; its budget is ${patchBytes}.`;
  }
  return undefined;
}

export function overBudget(reason: string): Stop {
  return { state: 'failed', category: 'budget-exceeded', reason };
}
