'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { ViewedFile } from '../../../action/domain/approval.ts';
import type { DecisionAction, DecisionRequest } from '../../contract/decision.ts';
import type { RunView } from '../../contract/run-view.ts';
import { pathKey } from '../changes/path-words.ts';
import { count } from '../text/count-words.ts';
import { Digest } from '../text/digest.tsx';
import { DecisionResult } from './decision-result.tsx';
import { type KeptAnswer, keepAnswer } from './kept-answer.ts';
import { useReview } from './review-progress.tsx';
import { type Sent, sendDecision } from './send-decision.ts';

interface DecisionDialogProps {
  readonly view: RunView;
  readonly action: DecisionAction;
  /** What they had written before a new login. */
  readonly kept?: KeptAnswer | undefined;
  readonly onClose: () => void;
}

const titles: Record<DecisionAction, string> = {
  approve: 'Approve exactly these bytes',
  reject: 'Reject this change',
  'request-changes': 'Request changes',
};
const sends: Record<DecisionAction, string> = {
  approve: 'Approve',
  reject: 'Reject',
  'request-changes': 'Request changes',
};

/** The answer in its final form, with what it is about in sight. */
export function DecisionDialog({ view, action, kept, onClose }: DecisionDialogProps) {
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

  const signsIn = action === 'approve' && needsLogin(view, sent);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSending(true);
    if (signsIn) return signInAgain(view, form);
    // Sent once more, it starts no second attempt.
    if (sent?.status === 'recorded' && sent.rerun?.status === 'started') form.delete('rerun');
    const reply = await sendDecision(requestFrom(view, action, form, review));
    setSending(false);
    setSent(reply);
    router.refresh();
    if (allStarted(reply)) onClose();
  };
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)}>
        <h2 id={title}>{titles[action]}</h2>
        {action === 'approve' ? <About view={view} displayed={review.displayed} /> : null}
        <Fields view={view} action={action} kept={kept} />
        {sent ? <DecisionResult sent={sent} /> : null}
        {signsIn ? <WhyAgain view={view} /> : null}
        <div className="dialog-actions">
          <button type="button" className="button quiet" onClick={onClose}>
            Close
          </button>
          <button
            type="submit"
            className={`button ${action === 'approve' ? 'primary' : 'danger'}`}
            disabled={sending || !(signsIn || mayBeSent(sent))}
          >
            {sending ? 'Sending…' : signsIn ? 'Sign in again' : sends[action]}
          </button>
        </div>
      </form>
    </dialog>
  );
}

function Fields({ view, action, kept }: Pick<DecisionDialogProps, 'view' | 'action' | 'kept'>) {
  return (
    <>
      {action === 'approve' && view.subject?.policyOutcome === 'changes-requested' ? (
        <label className="field">
          <span>Why approve although policy asks for changes? (kept for ever)</span>
          <textarea
            className="input"
            name="overrideReason"
            required
            maxLength={4_000}
            defaultValue={kept?.overrideReason}
          />
        </label>
      ) : null}
      <label className="field">
        <span>
          {action === 'approve' ? 'Comment (optional)' : 'What is wrong, and what would be right?'}
        </span>
        <textarea
          className="input"
          name="comment"
          maxLength={4_000}
          defaultValue={kept?.comment}
          required={action !== 'approve'}
        />
      </label>
      {action === 'approve' ? null : (
        <label className="check">
          <input type="checkbox" name="rerun" />
          <span>Start the next attempt at once, with this as its instruction</span>
        </label>
      )}
    </>
  );
}

function WhyAgain({ view }: { readonly view: RunView }) {
  const high = view.verdict?.risk?.level === 'HIGH';
  return (
    <p className="note wait">
      {high ? 'This is high risk, and your' : 'Your'} login is old: prove once more who you are. You
      come back here, and what you wrote is kept.
    </p>
  );
}

function needsLogin({ viewer }: RunView, sent: Sent | undefined): boolean {
  if (sent) return sent.status === 'refused' && sent.code === 'reauthenticate';
  return viewer.mustReauthenticate;
}

/** Leaves for a new login, and comes back to this page. */
function signInAgain({ run, subjectSha256 }: RunView, form: FormData): void {
  keepAnswer(subjectSha256 ?? '', {
    action: 'approve',
    comment: String(form.get('comment') ?? ''),
    overrideReason: String(form.get('overrideReason') ?? ''),
  });
  const tab = location.pathname.split('/')[3] ?? '';
  location.assign(`/sign-in-again?run=${run.id}&tab=${encodeURIComponent(tab)}`);
}

/** Nobody knows whether it was recorded, or what follows from it did not start: the same once more. */
function mayBeSent(sent: Sent | undefined): boolean {
  if (sent === undefined || sent.status === 'unknown') return true;
  return sent.status === 'recorded' && sent.dispatched.status === 'failed';
}

/** Recorded, and everything that follows from it is under way: there is nothing left to read. */
function allStarted(reply: Sent): boolean {
  if (reply.status !== 'recorded') return false;
  return reply.dispatched.status === 'started' && reply.rerun?.status !== 'failed';
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
        {count(candidate?.stats.filesChanged ?? 0, 'file')}, to{' '}
        {run.targetRef.replace('refs/heads/', '')}
      </dd>
      <dt>Patch shown here</dt>
      <dd>{displayed ? <Digest value={displayed} of="patch that was shown" /> : 'nothing yet'}</dd>
      <dt>You approve</dt>
      <dd>
        {subjectSha256 ? (
          <>
            <Digest value={subjectSha256} of="approval subject" />{' '}
            <span className="soft">that patch, on its base, with its policy and its evidence</span>
          </>
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
  action: DecisionAction,
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
