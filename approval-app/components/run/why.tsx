import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { count } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { severityOrder, severityTones } from './severity.ts';

const mostShown = 4;

/** The reasons of the verdict, gravest first; the findings tab has all. */
export function Why({
  view,
  report,
}: {
  readonly view: RunView;
  readonly report: TrustReport | undefined;
}) {
  const findings = [...(view.verdict?.findings ?? [])].sort(
    (left, right) => severityOrder[left.severity] - severityOrder[right.severity],
  );
  const hidden = report?.hiddenCharacters;
  const more = findings.length - mostShown;
  if (!view.verdict) return null;
  const risk = view.verdict.risk;
  return (
    <ul className="why" aria-label="Why">
      {risk ? (
        <li>
          <strong className="nowrap">Why {risk.level}:</strong>
          <span>
            {risk.reasons.map(({ message }) => message).join(' · ') || 'nothing made it riskier'}
          </span>
        </li>
      ) : null}
      {findings.length === 0 ? (
        <li>
          <span className="tone-good" aria-hidden="true">
            ✓
          </span>
          No rule of the policy had anything to say.
        </li>
      ) : null}
      {findings.slice(0, mostShown).map(({ rule, severity, message, path }) => (
        <li key={`${rule} ${path} ${message}`}>
          <span className={`tone-${severityTones[severity]}`}>{severity}</span>
          <span>
            <Untrusted text={message} />
          </span>
        </li>
      ))}
      {more > 0 ? <li className="soft">and {count(more, 'more finding')}</li> : null}
      {hidden && hidden.request + hidden.agent > 0 ? (
        <li>
          <span className="tone-wait">▲</span>
          {count(hidden.request + hidden.agent, 'character')} that nobody sees in what others wrote
        </li>
      ) : null}
    </ul>
  );
}
