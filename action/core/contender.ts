import type { Parts, Stop } from './attempt.ts';
import type { Contender } from './workflows/rank/rank.ts';

/** What the trusted side knows of a candidate, however far it came. */
export function contenderOf(
  { parts, stop }: { readonly parts: Partial<Parts>; readonly stop?: Stop | undefined },
  number: number,
): Contender {
  const { candidate, verification, verdict, agent, base } = parts;
  const summary = verification?.summary;
  return {
    number,
    stopped: stop ? stop.reason.slice(0, 2_000).toWellFormed() : null,
    patchSha256: candidate?.set.patchSha256 ?? null,
    resultTree: candidate?.set.resultTree ?? null,
    stats: candidate?.set.stats ?? null,
    required: requiredOf(verification, base),
    newFailures: (summary?.newFailures.length ?? 0) + (summary?.disappeared.length ?? 0),
    fixed: summary?.fixed.length ?? 0,
    policyOutcome: verdict?.outcome ?? 'not-evaluated',
    modelRequests: agent?.modelRequests ?? 0,
    costUsd: agent?.usage.costUsd ?? 0,
  };
}

function requiredOf(
  verification: Parts['verification'] | undefined,
  base: Parts['base'] | undefined,
): Contender['required'] {
  const requirements = (verification?.plan ?? base?.plan)?.requirements ?? [];
  const keys = new Set(requirements.filter(({ required }) => required).map(({ key }) => key));
  const passed = (verification?.results ?? []).filter(
    ({ requirementKey, phase, status }) =>
      phase === 'candidate' && status === 'passed' && keys.has(requirementKey),
  );
  return { passed: passed.length, all: keys.size };
}
