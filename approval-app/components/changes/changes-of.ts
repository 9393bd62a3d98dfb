import { type RawTreeChange, rawChange } from '../../../action/domain/candidate-patch-set.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';

/** Every changed path. The ledger keeps the first ones only; the sealed report has all. */
export function changesOf(
  { candidate }: Pick<RunView, 'candidate'>,
  report: TrustReport | undefined,
): readonly RawTreeChange[] {
  return report?.candidate.changes ?? candidate?.changes.map(rawChange) ?? [];
}
