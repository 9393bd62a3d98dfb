import type { ReactNode } from 'react';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { count } from '../text/count-words.ts';
import { Path } from '../text/path.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { severityOrder, severityTones } from './severity.ts';
import { policyWords } from './state-words.ts';

/** What policy found, and what reviewers found: the first decides, the second advises. */
export function FindingsView({
  view,
  report,
}: {
  readonly view: RunView;
  readonly report: TrustReport | undefined;
}) {
  const { verdict, findings } = view;
  const policy = [...(verdict?.findings ?? [])].sort(
    (left, right) => severityOrder[left.severity] - severityOrder[right.severity],
  );
  const review = [...findings].sort(
    (left, right) => severityOrder[left.severity] - severityOrder[right.severity],
  );
  return (
    <div className="stack">
      <Findings
        title="Policy"
        about={count(policy.length, 'finding')}
        empty={verdict ? 'No rule had anything to say.' : 'Policy did not judge this run yet.'}
      >
        {policy.map((finding) => (
          <li key={`${finding.rule} ${finding.path} ${finding.startLine} ${finding.message}`}>
            <Severity of={finding.severity} /> <Untrusted text={finding.message} />
            <p className="soft">
              {policyWords[finding.effect]} · rule {finding.rule}
              <Place path={finding.path} line={finding.startLine} />
            </p>
          </li>
        ))}
      </Findings>
      <Relaxed report={report} />
      <Findings
        title="Review"
        about={
          view.reviews.length > 0
            ? `${count(review.length, 'finding')}, written by a model: advice, never a verdict`
            : 'advice of a model, never a verdict'
        }
        empty={view.reviews.length > 0 ? 'It had nothing to say.' : 'No review ran.'}
      >
        {review.map((finding) => (
          <li key={finding.id}>
            <Severity of={finding.severity} /> <Untrusted text={finding.message} />
            <p className="soft">
              {finding.category}
              <Place path={finding.path} line={finding.startLine} />
            </p>
          </li>
        ))}
      </Findings>
    </div>
  );
}

/** Where the repository asks less than PatchPlane would by itself, and why. */
function Relaxed({ report }: { readonly report: TrustReport | undefined }) {
  const relaxed = report?.policy.relaxed ?? [];
  if (relaxed.length === 0) return null;
  return (
    <Findings
      title="Relaxed"
      about={`${count(relaxed.length, 'rule')} that this repository made weaker`}
      empty=""
    >
      {relaxed.map(({ rule, was, now, because }) => (
        <li key={rule}>
          <span className="chip wait">▲ {rule}</span> was {was}, is {now}
          <p className="soft">
            <Untrusted text={because} />
          </p>
        </li>
      ))}
    </Findings>
  );
}

interface FindingsProps {
  readonly title: string;
  readonly about: string;
  readonly empty: string;
  readonly children: readonly ReactNode[];
}

function Findings({ title, about, empty, children }: FindingsProps) {
  return (
    <section className="sheet">
      <div className="sheet-head">
        <h2>{title}</h2>
        <span className="soft">{about}</span>
      </div>
      {children.length === 0 ? (
        <p className="sheet-body soft">{empty}</p>
      ) : (
        <ul className="list">{children}</ul>
      )}
    </section>
  );
}

function Severity({ of }: { readonly of: keyof typeof severityTones }) {
  return <span className={`chip ${severityTones[of]}`}>{of}</span>;
}

function Place({
  path,
  line,
}: {
  readonly path?: string | undefined;
  readonly line?: number | undefined;
}) {
  if (!path) return null;
  return (
    <>
      {' · '}
      <code>
        <Path path={path} />
        {line ? `:${line}` : ''}
      </code>
    </>
  );
}
