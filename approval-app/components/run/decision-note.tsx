import type { RunView } from '../../contract/run-view.ts';
import { Person } from '../text/person.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';
import { answerWords } from './state-words.ts';

/** Who answered what, in the order of the answers. */
export function DecisionNotes({ view, now }: { readonly view: RunView; readonly now: number }) {
  return view.approvals.map(
    ({ id, answer, actorId, role, comment, overrideReason, decidedAt, filesUnviewed, solo }) => (
      <section key={id} className={`note ${answer === 'approved' ? 'good' : 'bad'}`}>
        <p>
          <strong>{answerWords[answer]}</strong> by{' '}
          <Person actorId={actorId} people={view.people} /> ({role}),{' '}
          <When at={decidedAt} now={now} />
          {solo ? <strong> · their own request, under the exception for one person</strong> : null}
        </p>
        {overrideReason ? (
          <p>
            <span aria-hidden="true">▲</span> against policy, because:{' '}
            <Untrusted text={overrideReason} />
          </p>
        ) : null}
        {filesUnviewed.length > 0 ? (
          <p>▲ {filesUnviewed.length} files were knowingly not opened</p>
        ) : null}
        {comment ? (
          <blockquote>
            <Untrusted text={comment} />
          </blockquote>
        ) : null}
      </section>
    ),
  );
}
