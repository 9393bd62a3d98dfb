'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { ViewedFile } from '../../../action/domain/approval.ts';
import type { DecisionAction, DecisionRequest } from '../../contract/decision.ts';
import type { RunView } from '../../contract/run-view.ts';
import { pathKey } from '../changes/path-words.ts';
import { Digest } from '../text/digest.tsx';
import { DecisionResult } from './decision-result.tsx';
import { useReview } from './review-progress.tsx';
import { type Sent, sendDecision } from './send-decision.ts';

export type Answering = DecisionAction;

interface DecisionDialogProps {
  readonly view: RunView;
  readonly action: Answering;
  readonly onClose: () => void;
}

const titles: Record<Answering, string> = {
  approve: 'Approve exactly these bytes',
  reject: 'Reject this change',
  'request-changes': 'Request changes',
};
const sends: Record<Answering, string> = {
  approve: 'Approve',
  reject: 'Reject',
  'request-changes': 'Request changes',
};

/** The answer in its final form, with what it is about in sight. */
export function DecisionDialog({ view, action, onClose }: DecisionDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const router = useRouter();
  const review = useReview();
  const [sent, setSent] = useState<Sent>();
  const [sending, setSending] = useState(false);
  useEffect(() => {
    dialog.current?.showModal();
    // Whoever came by keyboard goes on typing.
    dialog.current?.querySelector('textarea')?.focus();
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSending(true);
    const reply = await sendDecision(requestFrom(view, action, form, review));
    setSending(false);
    setSent(reply);
    router.refresh();
    if (reply.status === 'recorded' && reply.dispatched.status === 'started') onClose();
  };
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <h2 id={title}>{titles[action]}</h2>
        {action === 'approve' ? <About view={view} displayed={review.displayed} /> : null}
        {action === 'approve' && view.subject?.policyOutcome === 'changes-requested' ? (
          <label className="field">
            <span>Why approve although policy asks for changes? (kept for ever)</span>
            <textarea className="input" name="overrideReason" required maxLength={4_000} />
          </label>
        ) : null}
        <label className="field">
          <span>
            {action === 'approve'
              ? 'Comment (optional)'
              : 'What is wrong, and what would be right?'}
          </span>
          <textarea
            className="input"
            name="comment"
            maxLength={4_000}
            required={action !== 'approve'}
          />
        </label>
        {action === 'approve' ? null : (
          <label className="check">
            <input type="checkbox" name="rerun" />
            <span>Start the next attempt at once, with this as its instruction</span>
          </label>
        )}
        {sent ? <DecisionResult sent={sent} runId={view.run.id} /> : null}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            Close
          </button>
          <button
            type="submit"
            className={`button ${action === 'approve' ? 'primary' : 'danger'}`}
            disabled={sending || (sent !== undefined && sent.status !== 'unknown')}
          >
            {sending ? 'Sending…' : sends[action]}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function About({
  view,
  displayed,
}: {
  readonly view: RunView;
  readonly displayed: string | undefined;
}) {
  const { candidate, subjectSha256, run } = view;
  return (
    <dl className="facts-list">
      <dt>Change</dt>
      <dd>
        +{candidate?.stats.additions} −{candidate?.stats.deletions} in{' '}
        {candidate?.stats.filesChanged} files, to {run.targetRef.replace('refs/heads/', '')}
      </dd>
      <dt>Shown here</dt>
      <dd>{displayed ? <Digest value={displayed} of="patch that was shown" /> : 'nothing yet'}</dd>
      <dt>You approve</dt>
      <dd>
        {subjectSha256 ? (
          <Digest value={subjectSha256} of="approval subject" />
        ) : (
          'nothing to approve'
        )}
      </dd>
    </dl>
  );
}

type Progress = ReturnType<typeof useReview>;

function requestFrom(
  view: RunView,
  action: Answering,
  form: FormData,
  { paths, states, displayed }: Progress,
): DecisionRequest {
  const viewed = paths.flatMap((path): ViewedFile[] => {
    const state = states.get(pathKey(path));
    return state ? [{ path, state }] : [];
  });
  const overrideReason = String(form.get('overrideReason') ?? '').trim();
  return {
    runId: view.run.id,
    subjectSha256: view.subjectSha256 ?? '',
    action,
    comment: String(form.get('comment') ?? '').trim(),
    ...(overrideReason ? { overrideReason } : {}),
    ...(displayed ? { displayedPatchSha256: displayed } : {}),
    viewed,
    seen: view.projection,
    rerun: form.get('rerun') === 'on',
  };
}
