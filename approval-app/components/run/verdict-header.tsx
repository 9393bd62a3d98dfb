import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { dollars } from '../text/count-words.ts';
import { Digest } from '../text/digest.tsx';
import { lasted } from '../text/time-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';
import { Dimensions } from './dimensions.tsx';
import { riskSigns, riskTones, standingOf } from './state-words.ts';
import { Why } from './why.tsx';

interface VerdictHeaderProps {
  readonly view: RunView;
  readonly report: TrustReport | undefined;
  readonly now: number;
}

/** Everything that answers "may these bytes go in?" in one look, each dimension by itself. */
export function VerdictHeader({ view, report, now }: VerdictHeaderProps) {
  const { run, candidate, verdict, decision } = view;
  const risk = verdict?.risk?.level;
  const { tone, sign, words } = standingOf(run.state, decision?.answer);
  return (
    <section className="verdict" aria-label="Verdict">
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
            <span className="plus">+{candidate.stats.additions}</span>{' '}
            <span className="minus">−{candidate.stats.deletions}</span>{' '}
            <span className="soft">in {candidate.stats.filesChanged} files</span>
          </span>
        ) : null}
        {view.attempts.length > 1 ? (
          <span className="soft">
            attempt {run.attemptNumber} of {view.attempts.length}
          </span>
        ) : null}
      </div>
      <h1>
        <Untrusted text={titleOf(view)} />
      </h1>
      <p className="asked">
        <AskedBy view={view} />
        {report ? <Agent report={report} /> : null}
        <span>
          started <When at={run.createdAt} now={now} />
        </span>
        <Took view={view} />
      </p>
      {run.stateReason ? (
        <p className="note bad">
          <Untrusted text={run.stateReason} />
        </p>
      ) : null}
      <Dimensions view={view} report={report} />
      <Why view={view} report={report} />
    </section>
  );
}

/** The title of the issue or pull request, else the first line of what was asked. */
export function titleOf({ request, run }: Pick<RunView, 'request' | 'run'>): string {
  const title = request?.externalRef?.issue?.title ?? request?.prompt.split('\n')[0];
  return title?.slice(0, 200) || run.id;
}

function AskedBy({ view: { request, run } }: { readonly view: RunView }) {
  const ref = request?.externalRef;
  const base = run.sourceBaseSha;
  return (
    <>
      <span>
        asked by{' '}
        {ref ? (
          <>
            @<Untrusted text={ref.sender.login} /> in{' '}
            {ref.url ? (
              <a href={ref.url} rel="noreferrer">
                {ref.issue ? `#${ref.issue.number}` : ref.eventKind}
              </a>
            ) : (
              ref.eventKind
            )}
          </>
        ) : (
          (request?.actorId ?? 'nobody known')
        )}
      </span>
      <span>
        base {run.targetRef.replace('refs/heads/', '')}
        {base ? (
          <>
            @<Digest value={base} of="base commit" />
          </>
        ) : null}
      </span>
    </>
  );
}

function Agent({ report: { agent } }: { readonly report: TrustReport }) {
  return (
    <span>
      <Untrusted text={[agent.provider ?? 'no agent', agent.model ?? ''].join(' ').trim()} />,{' '}
      {agent.modelRequests} model requests, {dollars(agent.usage.costUsd)}
    </span>
  );
}

function Took({ view: { run, events } }: { readonly view: RunView }) {
  const last = events.at(-1);
  return last ? <span>{lasted((last.completedAt ?? last.startedAt) - run.createdAt)}</span> : null;
}
