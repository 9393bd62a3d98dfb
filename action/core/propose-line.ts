import type { AgentControl, ControlOutcome } from '../domain/agent-control.ts';
import type { Conductor } from './advance.ts';
import type { Parts } from './attempt.ts';
import { placeOf } from './propose-opening.ts';
import type { ProposeServices } from './services/propose-services.ts';
import { openPeopleLine, type Pace, type PeopleLine } from './workflows/run/people-line.ts';

/**
 * The line between people and the agents of this run. Everything that is said on it is in the
 * chain (who, what by its digest, what became of it) and among the runtime events.
 */
export function openLine(
  request: Parts['request'],
  { runId, journal, context, telemetry }: Conductor,
  { storage, people }: Pick<ProposeServices, 'storage' | 'people'>,
  pace: Partial<Pace> = {},
): PeopleLine {
  const issueNumber = placeOf(request);
  const { repository, run } = request;
  const note = (text: string) => telemetry.progress({ kind: 'note', text });
  return openPeopleLine({
    runId,
    storage,
    pace,
    now: context.now,
    comments:
      issueNumber === undefined
        ? undefined
        : { source: people, place: { repository, issueNumber, since: run.createdAt } },
    onTrouble: (trouble) => note(trouble.tell),
    async onTold(control, outcome) {
      const summary = summaryOf(control, outcome);
      note(summary);
      await journal.record({
        type: 'runtime.control',
        operation: `${control.kind} ${control.sequence}`,
        status: outcome.status === 'delivered' ? 'succeeded' : 'failed',
        summary,
        ...(control.textSha256 === undefined ? {} : { artifactRefs: [control.textSha256] }),
      });
      await storage.appendRuntimeEvents(runId, [eventOf(control, outcome, summary)]);
    },
  });
}

/** Ids and our own words only: what was said is in the queue, and here by its digest. */
function summaryOf(
  { kind, actorId, via, sequence }: AgentControl,
  { status, because }: ControlOutcome,
): string {
  const said = `${kind} ${sequence} by ${actorId} through ${via === 'app' ? 'the app' : 'a comment'}`;
  return `${said}: ${status}${because === undefined ? '' : `, ${because}`}`.slice(0, 500);
}

function eventOf(
  { workflowRunId, sequence, kind, actorId, textSha256 }: AgentControl,
  outcome: ControlOutcome,
  summary: string,
): Parameters<ProposeServices['storage']['appendRuntimeEvents']>[1][number] {
  return {
    id: `event-control-${sequence}`,
    workflowRunId,
    provider: 'pi',
    type: 'instruction.sent',
    occurredAt: outcome.at,
    summary,
    payloadJson: JSON.stringify({ sequence, kind, actorId, textSha256, status: outcome.status }),
    idempotencyKey: `control:${sequence}`,
  };
}
