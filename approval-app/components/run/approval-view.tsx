import type { RunView } from '../../contract/run-view.ts';
import { count } from '../text/count-words.ts';
import { Person } from '../text/person.tsx';
import { exactTime, remaining, span } from '../text/time-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { answerWords, standingOf } from './state-words.ts';

interface ApprovalViewProps {
  readonly view: RunView;
  readonly now: number;
}

/** Why this person may answer, or may not, and what else an approval of this run takes. */
export function ApprovalView({ view, now }: ApprovalViewProps) {
  return (
    <div className="stack">
      <section className="sheet">
        <div className="sheet-head">
          <h2>You</h2>
        </div>
        <ul className="list">
          {yours(view, now).map(({ holds, words }) => (
            <li key={words}>
              <span className={holds ? 'tone-good' : 'tone-bad'} aria-hidden="true">
                {holds ? '✓' : '✕'}
              </span>{' '}
              {words}
            </li>
          ))}
        </ul>
      </section>
      <Takes view={view} now={now} />
    </div>
  );
}

interface Condition {
  readonly holds: boolean;
  readonly words: string;
}

/** Each by itself: whoever is stopped by two things is told of both. */
function yours(view: RunView, now: number): readonly Condition[] {
  const { viewer, run, subject, decision, killed } = view;
  const waits = run.state === 'awaiting-decision' && decision === null;
  const conditions: (Condition | undefined)[] = [
    waits
      ? { holds: true, words: 'This run waits for an answer.' }
      : {
          holds: false,
          words: `This run waits for no answer: ${standingOf(run.state, decision?.answer).words}.`,
        },
    killed ? { holds: false, words: 'The kill switch of this workspace is thrown.' } : undefined,
    viewer.impersonated
      ? {
          holds: false,
          words: 'You look at this in the name of somebody else: look, do not decide.',
        }
      : undefined,
    viewer.mayApprove
      ? { holds: true, words: 'Your role may approve (decision:approve).' }
      : { holds: false, words: 'Your role may not approve: it does not carry decision:approve.' },
    viewer.mayReject
      ? { holds: true, words: 'Your role may reject and request changes (decision:reject).' }
      : { holds: false, words: 'Your role may not reject: it does not carry decision:reject.' },
    viewer.mayApprove && viewer.whyNotApprove
      ? { holds: false, words: `Your approval would not count: ${viewer.whyNotApprove}.` }
      : undefined,
    subject && waits && now >= subject.expiresAt
      ? { holds: false, words: 'The time to decide is over.' }
      : undefined,
    viewer.answered
      ? { holds: true, words: `You answered: ${answerWords[viewer.answered]}.` }
      : undefined,
  ];
  return conditions.filter((each) => each !== undefined);
}

function Takes({ view, now }: ApprovalViewProps) {
  const { requirement, subject, approvals, verdict, people } = view;
  const given = approvals.filter(({ answer }) => answer === 'approved').length;
  return (
    <section className="sheet">
      <div className="sheet-head">
        <h2>What an approval takes</h2>
        <span className="soft">
          {given} of {requirement.required} given
        </span>
      </div>
      <div className="sheet-body stack">
        <dl className="facts-list">
          <dt>people</dt>
          <dd>
            {count(requirement.required, 'approval')}
            {requirement.roles.length > 0
              ? ` of ${requirement.roles.join(' or ')}`
              : ' of whoever may approve'}
          </dd>
          <dt>risk</dt>
          <dd>
            {verdict?.risk ? `${verdict.risk.level}, ${verdict.risk.score} points` : 'not judged'}
          </dd>
          <dt>who asked</dt>
          <dd>
            {requirement.requesterExcluded
              ? 'does not count, nor does who labelled, commanded or pushed'
              : 'counts like everybody else'}
            {requirement.solo
              ? `; the exception for one person is on, from ${exactTime(requirement.solo.notBefore)}`
              : ''}
          </dd>
          {requirement.excluded.length > 0 ? (
            <>
              <dt>does not count here</dt>
              <dd>
                {requirement.excluded.map((actorId, index) => (
                  <span key={actorId}>
                    {index > 0 ? ', ' : ''}
                    <Person actorId={actorId} people={people} />
                  </span>
                ))}
              </dd>
            </>
          ) : null}
          <dt>login</dt>
          <dd>not older than {span(requirement.loginWithinMinutes * 60_000)}</dd>
          {subject ? (
            <>
              <dt>expires</dt>
              <dd>
                {now < subject.expiresAt
                  ? `in ${remaining(subject.expiresAt, now)}, at `
                  : 'it is over since '}
                {exactTime(subject.expiresAt)}
              </dd>
            </>
          ) : null}
        </dl>
        {requirement.codeOwners.length > 0 ? (
          <>
            <h3>
              Code owners of what is touched
              {requirement.codeOwnersRequired ? ': one of each line has to approve' : ', as advice'}
            </h3>
            <ul className="why">
              {requirement.codeOwners.map(({ owners, paths, example }) => (
                <li key={`${owners.join()} ${example}`}>
                  <strong>
                    <Untrusted text={owners.join(' or ')} />
                  </strong>
                  <span className="soft">
                    {count(paths, 'path')}, like{' '}
                    <code>
                      <Untrusted text={example} />
                    </code>
                  </span>
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </section>
  );
}
