'use client';

import { useEffect, useRef, useState } from 'react';
import type { DecisionAction } from '../../contract/decision.ts';
import type { RunView } from '../../contract/run-view.ts';
import { useShortcuts } from '../live/use-shortcuts.ts';
import { remaining } from '../text/time-words.ts';
import { closedBecause } from './closed-because.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { type KeptAnswer, takeAnswer } from './kept-answer.ts';
import { useReview } from './review-progress.tsx';
import { RunControls } from './run-controls.tsx';

interface DecisionBarProps {
  readonly view: RunView;
  readonly now: number;
}

/** The next action, always in sight: what is needed, of whom, until when. */
export function DecisionBar({ view, now }: DecisionBarProps) {
  const { run, decision, viewer } = view;
  const review = useReview();
  const [answering, setAnswering] = useState<DecisionAction>();
  const [kept, setKept] = useState<KeptAnswer>();
  const clock = useClock(now);
  const because = closedBecause(view, review, clock);
  const open = run.state === 'awaiting-decision' && !decision;
  const mayAnswer = open && (viewer.mayApprove || viewer.mayReject) && !viewer.impersonated;
  useShortcuts({
    a: () => mayAnswer && !because && setAnswering('approve'),
    r: () => mayAnswer && viewer.mayReject && setAnswering('reject'),
    c: () => mayAnswer && viewer.mayReject && setAnswering('request-changes'),
  });
  useAskedFor(setAnswering, mayAnswer, because);
  useKeptAnswer(view, mayAnswer && !because, (answer) => {
    setKept(answer);
    setAnswering(answer.action);
  });

  // What became of an answer is read before it goes.
  if (!open && !answering) return <RunControls view={view} />;
  return (
    <section className="decision-bar" aria-label="Decision">
      <div>
        <p className="says">
          <strong>{needs(view)}</strong>
          <span className="soft" id="closed-because" data-testid="closed-because">
            {mayAnswer
              ? standing(view, because)
              : 'You may look at this run, but not decide about it.'}
            {view.subject ? ` Expires in ${remaining(view.subject.expiresAt, clock)}.` : ''}
          </span>
        </p>
        {mayAnswer ? (
          <Answers
            mayReject={viewer.mayReject}
            mayApprove={because === undefined}
            choose={setAnswering}
          />
        ) : null}
      </div>
      {answering ? (
        <DecisionDialog
          view={view}
          action={answering}
          kept={kept}
          onClose={() => {
            setAnswering(undefined);
            setKept(undefined);
          }}
        />
      ) : null}
    </section>
  );
}

interface AnswersProps {
  readonly mayReject: boolean;
  readonly mayApprove: boolean;
  readonly choose: (action: DecisionAction) => void;
}

function Answers({ mayReject, mayApprove, choose }: AnswersProps) {
  return (
    <>
      {mayReject ? (
        <>
          <button type="button" className="button danger" onClick={() => choose('reject')}>
            Reject <kbd>r</kbd>
          </button>
          <button type="button" className="button" onClick={() => choose('request-changes')}>
            Request changes <kbd>c</kbd>
          </button>
        </>
      ) : null}
      <button
        type="button"
        className="button primary"
        disabled={!mayApprove}
        aria-describedby="closed-because"
        onClick={() => choose('approve')}
      >
        Approve <kbd>a</kbd>
      </button>
    </>
  );
}

function standing({ viewer }: RunView, because: string | undefined): string {
  if (because) return `Approve is closed: ${because}.`;
  const again = viewer.mustReauthenticate ? ' Approving asks you to sign in again.' : '';
  return `You have seen every file.${again}`;
}

function needs({ requirement, approvals, viewer }: RunView): string {
  const given = approvals.filter(({ answer }) => answer === 'approved').length;
  const of = requirement.roles.length > 0 ? ` of ${requirement.roles.join(', ')}` : '';
  const owners = requirement.codeOwnersRequired ? ', code owners among them' : '';
  const not = requirement.requesterExcluded ? '; who asked does not count' : '';
  const yours = viewer.answered ? ' You answered already.' : '';
  return `${given} of ${requirement.required} approvals${of}${owners}${not}.${yours}`;
}

/** Moves on by itself, so that a page that stands open does not offer what is over. */
function useClock(start: number): number {
  const [clock, setClock] = useState(start);
  useEffect(() => {
    const tick = setInterval(() => setClock(Date.now()), 10_000);
    return () => clearInterval(tick);
  }, []);
  return clock;
}

/** The inbox's `a` and `r` lead here with `#approve` and `#reject`. */
function useAskedFor(
  answer: (action: DecisionAction) => void,
  mayAnswer: boolean,
  because: string | undefined,
): void {
  useEffect(() => {
    if (!mayAnswer) return;
    const asked = location.hash.slice(1);
    if (asked !== 'reject' && (asked !== 'approve' || because)) return;
    history.replaceState(null, '', location.pathname + location.search);
    answer(asked);
  }, [answer, mayAnswer, because]);
}

/** Whoever comes back from a new login goes on with the answer that they had written. */
function useKeptAnswer(
  { subjectSha256, viewer }: RunView,
  open: boolean,
  onKept: (answer: KeptAnswer) => void,
): void {
  const latest = useRef(onKept);
  latest.current = onKept;
  const ready = open && !viewer.mustReauthenticate;
  useEffect(() => {
    const kept = ready && subjectSha256 ? takeAnswer(subjectSha256) : undefined;
    if (kept) latest.current(kept);
  }, [subjectSha256, ready]);
}
