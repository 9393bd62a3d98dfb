import type { TrustReport } from '../../../action/domain/trust-report.ts';

export interface Comparison {
  readonly id: string;
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly change:
    | 'new-failure'
    | 'disappeared'
    | 'newly-skipped'
    | 'still-failing'
    | 'fixed'
    | 'added'
    | 'same';
  /** Passed in some runs of the same tree and not in others. */
  readonly flaky: boolean;
}

const order: readonly Comparison['change'][] = [
  'new-failure',
  'disappeared',
  'newly-skipped',
  'still-failing',
  'fixed',
  'added',
  'same',
];

/** Every case of base and candidate beside each other, what got worse first. */
export function compareCases({
  baseline,
  candidate,
  summary,
  flaky,
}: TrustReport['tests']): Comparison[] {
  const wavering = new Set(flaky);
  const before = new Map(baseline.cases.map((each) => [each.id, each]));
  const after = new Map(candidate.cases.map((each) => [each.id, each]));
  const judged = new Map<string, Comparison['change']>([
    ...summary.fixed.map((id) => [id, 'fixed'] as const),
    ...summary.stillFailing.map((id) => [id, 'still-failing'] as const),
    ...summary.newlySkipped.map((id) => [id, 'newly-skipped'] as const),
    ...summary.disappeared.map((id) => [id, 'disappeared'] as const),
    ...summary.newFailures.map((id) => [id, 'new-failure'] as const),
  ]);
  const all = [...new Set([...before.keys(), ...after.keys()])].map((id): Comparison => {
    const [was, is] = [before.get(id), after.get(id)];
    return {
      id,
      name: (is ?? was)?.name ?? id,
      before: was?.outcome,
      after: is?.outcome,
      change: judged.get(id) ?? (was ? 'same' : 'added'),
      flaky: wavering.has(id),
    };
  });
  return all.sort((left, right) => order.indexOf(left.change) - order.indexOf(right.change));
}
