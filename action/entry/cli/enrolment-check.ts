import { Failure } from '../../domain/failure.ts';
import type { ProposeInputs } from '../job-inputs.ts';
import { type Check, green, red, skipped } from './check.ts';

type Ledger = Extract<ProposeInputs['ledger'], { readonly kind: 'convex' }>;

/** Asks the ledger under the job's own token; who threw its kill switch, or null. */
export type AskLedger = (ledger: Ledger) => Promise<string | null>;

/** Whether the ledger lets this workflow in: only a job can ask, with a token of GitHub's. */
export async function checkEnrolment(
  { ledger }: Pick<ProposeInputs, 'ledger'>,
  ask: AskLedger,
): Promise<readonly Check[]> {
  if (ledger.kind !== 'convex') return [];
  const id = 'enrolment';
  if (!ledger.idToken.url)
    return [
      skipped(
        id,
        'only a job can ask the ledger whether its workflow is enrolled: run `command: doctor` in it, with id-token: write',
      ),
    ];
  try {
    const thrown = await ask(ledger);
    return thrown === null
      ? [green(id, 'the ledger lets this workflow in')]
      : [red(id, `the ledger stops everything: ${thrown}`, 'Lift it in the settings of the app.')];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [
      red(
        id,
        error.tell,
        'Step 6 of docs/deploy.md: enrol the repository in the settings of the app, with this file among its workflows.',
      ),
    ];
  }
}
