import { createPolicyService } from '../../../action/core/policy/policy-service.ts';
import { evaluate } from '../../../action/core/workflows/evaluate/evaluate.ts';
import type { TreeChange } from '../../../action/domain/candidate-patch-set.ts';
import { verificationOf } from '../policy/sample.ts';
import { knownOf } from '../verify/known.ts';

export const bytes = (text: string) => new TextEncoder().encode(text);

export const agent = {
  outcome: 'settled' as const,
  finalMessage: undefined,
  modelRequests: 1,
  usage: { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, costUsd: 0 },
  credential: 'grant' as const,
  provider: 'scripted',
  model: 'scripted-1',
};

export interface Judging {
  readonly changes: readonly TreeChange[];
  readonly blobs?: Readonly<Record<string, string | Uint8Array>>;
  readonly patch?: Uint8Array;
}

/** The parts as they stand before the stage, for a candidate whose checks passed. */
export function partsOf({ changes, blobs = {}, patch = bytes('patch') }: Judging) {
  const contents = Object.entries(blobs).map(([id, content]): [string, Uint8Array] => [
    id,
    typeof content === 'string' ? bytes(content) : content,
  ]);
  return {
    ...knownOf({
      commit: '1'.repeat(40),
      baseTree: '2'.repeat(40),
      resultTree: '3'.repeat(40),
      patch,
      changes,
      blobs: new Map(contents),
    }),
    verification: verificationOf(),
    agent,
  };
}

/** The stage, on the built-in policy. */
export function judge(judging: Judging) {
  return evaluate(partsOf(judging), { policy: createPolicyService() }, { evidence: [] });
}
