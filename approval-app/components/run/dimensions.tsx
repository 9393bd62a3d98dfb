import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { count } from '../text/count-words.ts';
import { policyTones, policyWords, type Standing } from './state-words.ts';

interface Dimension {
  readonly name: string;
  readonly tone: Standing['tone'];
  readonly words: string;
  readonly detail?: string | undefined;
}

const signs = { good: '✓', wait: '▲', bad: '✕', calm: '–' } as const;

interface DimensionsProps {
  readonly view: RunView;
  readonly report: TrustReport | undefined;
}

/** What is known, apart from each other: nothing here is ever merged into one green tick. */
export function Dimensions({ view, report }: DimensionsProps) {
  const all = [testsOf(report), policyOf(view), reviewOf(view), evidenceOf(view), egressOf(report)];
  return (
    <dl className="dimensions">
      {all.map(({ name, tone, words, detail }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span className={`tone-${tone}`} aria-hidden="true">
              {signs[tone]}
            </span>{' '}
            {words}
            {detail ? <small>{detail}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function testsOf(report: TrustReport | undefined): Dimension {
  const name = 'Tests';
  if (!report) return { name, tone: 'calm', words: 'not known yet' };
  const { baseline, candidate, summary } = report.tests;
  if (candidate.status === 'not-run') return { name, tone: 'wait', words: 'not run' };
  const passed = candidate.cases.filter(({ outcome }) => outcome === 'passed').length;
  const worse = summary.newFailures.length + summary.disappeared.length;
  return {
    name,
    tone: candidate.status === 'passed' && worse === 0 ? 'good' : 'bad',
    words: `${passed}/${candidate.cases.length} pass`,
    detail: `${count(summary.newFailures.length, 'new failure')} · ${summary.fixed.length} fixed · base ${baseline.status}`,
  };
}

function policyOf({ verdict }: RunView): Dimension {
  const name = 'Policy';
  if (!verdict) return { name, tone: 'calm', words: 'not judged yet' };
  return {
    name,
    tone: policyTones[verdict.outcome],
    words: policyWords[verdict.outcome],
    detail: `${verdict.bundleId} v${verdict.bundleVersion}, ${count(verdict.findings.length, 'finding')}`,
  };
}

function reviewOf({ reviews, findings }: RunView): Dimension {
  const name = 'Review';
  if (reviews.length === 0) return { name, tone: 'calm', words: 'none ran' };
  const grave = findings.filter(({ severity }) => severity === 'blocker' || severity === 'high');
  return {
    name,
    tone: grave.length > 0 ? 'wait' : 'calm',
    words: count(findings.length, 'finding'),
    detail: 'advice, never a verdict',
  };
}

function evidenceOf({ artifacts }: RunView): Dimension {
  const cut = artifacts.filter(({ truncated }) => truncated).length;
  return {
    name: 'Evidence',
    tone: cut > 0 ? 'wait' : artifacts.length > 0 ? 'good' : 'calm',
    words: count(artifacts.length, 'item'),
    detail: cut > 0 ? `${cut} cut short` : undefined,
  };
}

function egressOf(report: TrustReport | undefined): Dimension {
  const name = 'Sandboxes';
  if (!report || report.sandboxes.length === 0) return { name, tone: 'calm', words: 'none known' };
  const left = report.sandboxes.filter(({ destroyed }) => !destroyed).length;
  const rawKey = report.agent.credential === 'raw-key';
  return {
    name,
    tone: left > 0 || rawKey ? 'wait' : 'good',
    words: left > 0 ? `${left} not destroyed` : `${report.sandboxes.length}, destroyed`,
    detail: rawKey ? 'a raw model key was inside' : 'model access by a grant',
  };
}
