import { z } from 'zod';
import type { Budgets } from '../../../domain/policy-bundle.ts';
import type { RuntimeEvent } from '../../../domain/runtime-event.ts';
import type { AgentReport } from '../../attempt.ts';
import { nothingSpent, overspent, type Spending, spend } from './spending.ts';

/** What was heard so far. */
export interface Heard {
  readonly spending: Spending;
  readonly finalMessage: string | undefined;
  readonly stopReason: string | undefined;
}

/** How a conversation ended, before it is judged. */
export interface End {
  readonly outcome: AgentReport['outcome'];
  readonly because?: string;
}

export const nothingHeard: Heard = {
  spending: nothingSpent,
  finalMessage: undefined,
  stopReason: undefined,
};

export function hear(before: Heard, event: RuntimeEvent): Heard {
  const spending = spend(before.spending, event);
  if (event.type !== 'message.ended' || !event.stopReason) return { ...before, spending };
  const finalMessage = textOf(event) ?? before.finalMessage;
  return { spending, finalMessage, stopReason: event.stopReason };
}

/**
 * Whether this event ended it. Success is settled, not aborted, and a model that stopped by
 * itself; the agent's own words and exit codes decide nothing.
 */
export function endOf(
  { spending, stopReason }: Heard,
  event: RuntimeEvent,
  budgets: Budgets,
): End | undefined {
  const used = overspent(spending, budgets, stopReason !== 'stop');
  if (used) return { outcome: 'budget-exceeded', because: used };
  if (event.type !== 'agent.settled') return undefined;
  if (event.aborted) return { outcome: 'aborted', because: 'The agent was aborted.' };
  if (stopReason === 'stop') return { outcome: 'settled' };
  return { outcome: 'model-failed', because: modelFailure(stopReason) };
}

function modelFailure(stopReason: string | undefined): string {
  return stopReason === 'length'
    ? 'The model ran out of output tokens before it was done.'
    : 'The model did not answer properly; the agent gave up after its retries. Check provider, model and key, then run again.';
}

const Spoken = z.looseObject({ text: z.string().min(1) });

/** What the agent said, whole where the event holds it, else its one-line summary. */
function textOf({ payloadJson, summary }: RuntimeEvent): string | undefined {
  const spoken = payloadJson ? Spoken.safeParse(JSON.parse(payloadJson)) : undefined;
  return spoken?.success ? spoken.data.text : summary;
}
