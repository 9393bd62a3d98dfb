import type { z } from 'zod';
import type { DecisionReply, DecisionRequest } from '../contract/decision.ts';
import type { Dispatcher } from './dispatch.ts';
import { readPatch } from './evidence.ts';
import type { Ledger } from './ledger.ts';
import type { ApprovalAppOptions } from './options.ts';
import type { Session } from './session.ts';

export interface DecidingParts {
  readonly ledger: Ledger;
  readonly dispatcher: Dispatcher;
  readonly artifacts: ApprovalAppOptions['artifacts'];
}

/**
 * Takes a person's answer to the ledger under that person's own token, and starts the publish job
 * once the decision is complete. Nothing here grants anything: the ledger decides what counts.
 */
export async function decideRun(
  session: Session,
  request: z.output<typeof DecisionRequest>,
  parts: DecidingParts,
): Promise<DecisionReply> {
  if (request.action === 'approve') {
    const missing = await whyNotShown(session, request.runId, parts);
    if (missing !== undefined)
      return { status: 'refused', code: 'not-displayed', because: missing };
  }
  const outcome = await parts.ledger.decide(session.accessToken, request);
  if (outcome.status !== 'recorded') return outcome;
  const dispatched = await parts.dispatcher.dispatch(request.runId);
  return { status: 'recorded', decision: outcome.decision, dispatched };
}

/** What can not be read back whole was not shown to anybody, whatever a browser says. */
async function whyNotShown(
  { accessToken }: Session,
  runId: string,
  { ledger, artifacts }: DecidingParts,
): Promise<string | undefined> {
  const view = await ledger.view(accessToken, runId);
  const patch = view && (await readPatch(view, artifacts));
  return patch?.status === 'missing' ? patch.because : undefined;
}
