import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { count, dollars } from '../text/count-words.ts';
import { Digest } from '../text/digest.tsx';
import { Person } from '../text/person.tsx';
import { lasted } from '../text/time-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { When } from '../text/when.tsx';
import { timeTaken } from './time-taken.ts';

interface AskedProps {
  readonly view: RunView;
  readonly report: TrustReport | undefined;
  readonly now: number;
}

/** Who asked, where, for what base, who wrote it, at what price. */
export function Asked({ view, report, now }: AskedProps) {
  const taken = timeTaken(view);
  return (
    <p className="asked">
      <AskedBy view={view} />
      {report ? <Agent report={report} /> : null}
      <span>
        started <When at={view.run.createdAt} now={now} />
      </span>
      {taken === undefined ? null : <span>took {lasted(taken)}</span>}
    </p>
  );
}

function AskedBy({ view: { request, run, people } }: { readonly view: RunView }) {
  const ref = request?.externalRef;
  const base = run.sourceBaseSha;
  const number = ref?.pullRequest?.number ?? ref?.issue?.number;
  const place = number === undefined ? ref?.eventKind : `#${number}`;
  return (
    <>
      {ref ? (
        <span>
          <Untrusted text={ref.repository.fullName} />
        </span>
      ) : null}
      <span>
        asked by{' '}
        {ref ? (
          <>
            @<Untrusted text={ref.sender.login} /> in{' '}
            {ref.url ? (
              <a href={ref.url} rel="noreferrer">
                {place}
              </a>
            ) : (
              place
            )}
          </>
        ) : (
          <Person actorId={request?.actorId ?? 'nobody known'} people={people} />
        )}
      </span>
      <span>
        base <Untrusted text={run.targetRef.replace('refs/heads/', '')} />
        {base ? (
          <>
            @<Digest value={base} of="base commit" />
          </>
        ) : null}
      </span>
    </>
  );
}

function Agent({ report: { agent, candidate } }: { readonly report: TrustReport }) {
  if (agent.provider === null)
    return candidate.pullRequest ? <span>a pull request, no agent ran</span> : null;
  return (
    <span>
      <Untrusted text={[agent.provider, agent.model ?? ''].join(' ').trim()} />,{' '}
      {count(agent.modelRequests, 'model request')}, {dollars(agent.usage.costUsd)}
    </span>
  );
}
