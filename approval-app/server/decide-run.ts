import type { z } from 'zod';
import type { MergeDecision } from '../../action/domain/merge-decision.ts';
import { decisionStatement, statementBytes } from '../../action/domain/statement.ts';
import type { DecisionReply, DecisionRequest, Started } from '../contract/decision.ts';
import type { RunView } from '../contract/run-view.ts';
import type { AppServices } from './app-services.ts';
import { readPatchBytes } from './evidence.ts';
import { syncApprover, syncMember } from './members.ts';
import type { Session } from './session.ts';
import { span } from './signals/spans.ts';
import { startRerun } from './start-run.ts';

/**
 * Takes a person's answer to the ledger under that person's own token; once the decision is complete
 * signs it and starts the publish job. Nothing here grants anything: the ledger decides what counts.
 * Sent again after something broke half way, it goes on where it stopped.
 */
export async function decideRun(
  session: Session,
  request: z.output<typeof DecisionRequest>,
  services: AppServices,
): Promise<DecisionReply> {
  const view = await services.ledger.view(session.accessToken, request.runId);
  const missing = request.action === 'approve' && view && (await whyNotShown(view, services));
  if (missing) return { status: 'refused', code: 'not-displayed', because: missing };
  if (!(await refreshed(session, view, services)))
    return {
      status: 'refused',
      code: 'unavailable',
      because: 'it could not be checked who you are just now; nothing was recorded, try again',
    };
  const outcome = await span(
    'patchplane.decision.record',
    () => services.ledger.decide(session.accessToken, request),
    { facts: { 'patchplane.run.id': request.runId, 'patchplane.outcome': request.action } },
  );
  if (outcome.status !== 'recorded') return outcome;
  if (outcome.first) await tellOf(outcome.decision.answer, session, request.runId, services);
  if (outcome.decision.answer === 'approved') await sign(session, request.runId, services);
  const dispatched = await services.dispatcher.publish(request.runId);
  const rerun = await rerunAfter(session, request, services);
  return {
    status: 'recorded',
    decision: outcome.decision,
    dispatched,
    ...(rerun === undefined ? {} : { rerun }),
  };
}

/** Once for each decision, whoever sends an answer again. */
async function tellOf(
  answer: MergeDecision['answer'],
  { workspaceId }: Session,
  runId: string,
  { events }: AppServices,
): Promise<void> {
  const event = answer === 'approved' ? 'patch_approved' : 'patch_rejected';
  await events.track(event, { runId }, workspaceId ?? 'none');
}

/** What can not be read back whole was not shown to anybody, whatever a browser says. */
async function whyNotShown(view: RunView, { artifacts }: AppServices): Promise<string | undefined> {
  const patch = await readPatchBytes(view, artifacts);
  return patch.status === 'missing' ? patch.because : undefined;
}

/** The person's membership and account are asked for anew; false where nobody answers. */
async function refreshed(
  session: Session,
  view: RunView | undefined,
  services: AppServices,
): Promise<boolean> {
  const [owner = '', repo = ''] = view?.request?.externalRef?.repository.fullName.split('/') ?? [];
  const owners = view?.requirement.codeOwners.flatMap((group) => group.owners) ?? [];
  const repository = view && { repositoryId: view.run.repositoryId, owner, repo };
  try {
    await syncMember(session, services, repository && { repository, owners });
    if (!repository) return true;
    const { id: runId, workspaceId } = view.run;
    // An earlier approval counts for what its giver may do now, not for what they could then.
    for (const { actorId, handles = [] } of view.approvals) {
      if (actorId === session.actor.id) continue;
      const approver = { actorId, handles: view.requirement.codeOwnersRequired ? handles : [] };
      await syncApprover(approver, { runId, workspaceId, repository }, services);
    }
    return true;
  } catch {
    return false;
  }
}

/** Signs what the ledger holds, not what was sent. */
async function sign(
  { accessToken }: Session,
  runId: string,
  { ledger, serverLedger, signer }: AppServices,
): Promise<void> {
  const view = await ledger.view(accessToken, runId);
  if (!view?.subject || view.decision?.answer !== 'approved' || view.attestations.decision) return;
  const approvers = new Set(view.decision.approvers?.map(({ actorId }) => actorId));
  const approvals = view.approvals.filter(
    ({ actorId, answer }) => answer === 'approved' && approvers.has(actorId),
  );
  const statement = decisionStatement(view.subject, view.decision, approvals);
  await serverLedger.recordAttestation(runId, 'decision', signer.sign(statementBytes(statement)));
}

async function rerunAfter(
  session: Session,
  { rerun, action, runId, comment }: z.output<typeof DecisionRequest>,
  services: AppServices,
): Promise<Started | undefined> {
  if (!rerun || action === 'approve') return undefined;
  return await startRerun(session, { runId, instruction: comment }, services);
}
