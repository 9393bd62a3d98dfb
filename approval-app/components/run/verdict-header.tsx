import { requestTitle } from '../../../action/domain/request-title.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { count } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { Asked } from './asked.tsx';
import { Attempts } from './attempts.tsx';
import { Candidates } from './candidates.tsx';
import { Dimensions } from './dimensions.tsx';
import { PublishedLine } from './published-line.tsx';
import { RequestText } from './request-text.tsx';
import { riskSigns, riskTones, standingOf } from './state-words.ts';
import { StopNote } from './stop-note.tsx';
import { Why } from './why.tsx';

interface VerdictHeaderProps {
  readonly view: RunView;
  readonly report: TrustReport | undefined;
  readonly now: number;
}

/** Everything that answers "may these bytes go in?" in one look, each dimension by itself. */
export function VerdictHeader({ view, report, now }: VerdictHeaderProps) {
  return (
    <section className="verdict" aria-label="Verdict">
      <VerdictLine view={view} />
      <h1>
        <Untrusted text={titleOf(view)} />
      </h1>
      <Asked view={view} report={report} now={now} />
      <PublishedLine view={view} />
      <StopNote view={view} />
      <Dimensions view={view} report={report} />
      <Why view={view} report={report} />
      <div className="folds">
        <RequestText view={view} />
        <Candidates report={report} />
      </div>
    </section>
  );
}

function VerdictLine({ view }: { readonly view: RunView }) {
  const { run, candidate, verdict, decision } = view;
  const risk = verdict?.risk?.level;
  const { tone, sign, words } = standingOf(run.state, decision?.answer);
  return (
    <div className="verdict-line">
      <span className={`chip state ${tone}`} data-testid="state">
        <span aria-hidden="true">{sign}</span> {words}
      </span>
      {risk ? (
        <span className={`chip ${riskTones[risk]}`}>
          <span aria-hidden="true">{riskSigns[risk]}</span> {risk} risk
        </span>
      ) : null}
      {candidate ? (
        <span className="delta">
          <span className="plus">+{candidate.stats.additions.toLocaleString('en')}</span>{' '}
          <span className="minus">−{candidate.stats.deletions.toLocaleString('en')}</span>{' '}
          <span className="soft">in {count(candidate.stats.filesChanged, 'file')}</span>
        </span>
      ) : null}
      <Attempts view={view} />
    </div>
  );
}

/** The title of the issue or pull request, else the first line of what was asked. */
export function titleOf({ request, run }: Pick<RunView, 'request' | 'run'>): string {
  return requestTitle(request) ?? run.id;
}
