import type { ReactNode } from 'react';
import type { RunView } from '../../contract/run-view.ts';
import { count } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { severityOrder, severityTones } from './severity.ts';

/** What policy found, and what reviewers found: the first decides, the second advises. */
export function FindingsView({ view }: { readonly view: RunView }) {
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
        empty="No rule had anything to say."
      >
        {policy.map((finding) => (
          <li key={`${finding.rule} ${finding.path} ${finding.startLine} ${finding.message}`}>
            <Severity of={finding.severity} /> <Untrusted text={finding.message} />
            <p className="soft">
              {finding.effect} · rule {finding.rule}
              <Place path={finding.path} line={finding.startLine} />
            </p>
          </li>
        ))}
      </Findings>
      <Findings
        title="Review"
        about={`${count(review.length, 'finding')}, written by a model: advice, never a verdict`}
        empty="No review ran, or none had anything to say."
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
        <Untrusted text={path} />
        {line ? `:${line}` : ''}
      </code>
    </>
  );
}
