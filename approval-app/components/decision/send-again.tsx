'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { DecisionAnswer } from '../../../action/domain/merge-decision.ts';
import type { DecisionAction } from '../../contract/decision.ts';
import type { RunView } from '../../contract/run-view.ts';
import { useReview } from './review-progress.tsx';
import { type Sent, sendDecision } from './send-decision.ts';

const actions: Record<DecisionAnswer, DecisionAction> = {
  approved: 'approve',
  rejected: 'reject',
  'changes-requested': 'request-changes',
};

/**
 * For who made the decision, while no job took it: the same answer, sent once more. The ledger
 * records nothing new; the server starts the job that did not start.
 */
export function SendAgain({ view }: { readonly view: RunView }) {
  const { decision, subjectSha256, viewer, run, approvals, projection } = view;
  const { paths } = useReview();
  const router = useRouter();
  const [sent, setSent] = useState<Sent>();
  const own = approvals.findLast(({ actorId }) => actorId === viewer.actorId);
  if (!decision || !own || !subjectSha256 || run.state !== 'awaiting-decision') return null;
  if (decision.actorId !== viewer.actorId) return null;

  const send = async () => {
    const reply = await sendDecision({
      runId: run.id,
      subjectSha256,
      action: actions[own.answer],
      comment: own.comment,
      ...(own.overrideReason ? { overrideReason: own.overrideReason } : {}),
      ...(own.displayedPatchSha256 ? { displayedPatchSha256: own.displayedPatchSha256 } : {}),
      // What was seen is recorded with the answer that stands; this is about no other.
      viewed: paths.map((path) => ({ path, state: 'marked-unviewed' })),
      seen: projection,
    });
    setSent(reply);
    router.refresh();
  };
  return (
    <p className="row">
      <span className="soft">Nothing happens? The job may not have started.</span>
      <button type="button" className="button small" onClick={() => void send()}>
        Start the publish job again
      </button>
      <span role="status" className="soft">
        {sent ? outcomeOf(sent) : ''}
      </span>
    </p>
  );
}

function outcomeOf(sent: Sent): string {
  if (sent.status === 'recorded')
    return sent.dispatched.status === 'started'
      ? 'It was started.'
      : `It was not started: ${sent.dispatched.because}.`;
  return sent.status === 'counted' ? 'Your answer stands.' : `It was not started: ${sent.because}.`;
}
