import Link from 'next/link';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { refusedHosts } from '../sandbox/refused-hosts.ts';
import { count } from '../text/count-words.ts';
import { isGoingOn, policyTones, policyWords, type Standing } from './state-words.ts';

interface Dimension {
  readonly name: string;
  readonly tone: Standing['tone'];
  readonly words: string;
  readonly detail?: string | undefined;
  /** The tab that has all of it. */
  readonly tab: string;
}

const signs = { good: '✓', wait: '▲', bad: '✕', calm: '–' } as const;

interface DimensionsProps {
  readonly view: RunView;
  readonly report: TrustReport | undefined;
}

/** What is known, apart from each other: nothing here is ever merged into one green tick. */
export function Dimensions({ view, report }: DimensionsProps) {
  const yet = isGoingOn(view.run.state) ? ' yet' : '';
  const all = [
    testsOf(report, yet),
    policyOf(view, yet),
    reviewOf(view, yet),
    evidenceOf(view, yet),
    egressOf(report, yet),
  ];
  return (
    <dl className="dimensions">
      {all.map(({ name, tone, words, detail, tab }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Link href={`/runs/${view.run.id}/${tab}`} prefetch={false} scroll={false}>
              <span className={`tone-${tone}`} aria-hidden="true">
                {signs[tone]}
              </span>{' '}
              {words}
            </Link>
            {detail ? <small>{detail}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function testsOf(report: TrustReport | undefined, yet: string): Dimension {
  const place = { name: 'Tests', tab: 'tests' };
  if (!report) return { ...place, tone: 'calm', words: `not known${yet}` };
  const { baseline, candidate, summary, flaky } = report.tests;
  if (candidate.status === 'not-run') return { ...place, tone: 'wait', words: 'not run' };
  if (candidate.cases.length === 0)
    return {
      ...place,
      tone: candidate.status === 'passed' ? 'wait' : 'bad',
      words: 'no test ran',
      detail: `checks ${candidate.status}, base ${baseline.status}`,
    };
  const passed = candidate.cases.filter(({ outcome }) => outcome === 'passed').length;
  const worse = summary.newFailures.length + summary.disappeared.length;
  const details = [
    count(summary.newFailures.length, 'new failure'),
    `${summary.fixed.length} fixed`,
    ...(summary.disappeared.length > 0 ? [`${summary.disappeared.length} disappeared`] : []),
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
    `base ${baseline.status}`,
  ];
  return {
    ...place,
    tone: candidate.status === 'passed' && worse === 0 ? 'good' : 'bad',
    words: `${passed.toLocaleString('en')}/${candidate.cases.length.toLocaleString('en')} pass`,
    detail: details.join(' · '),
  };
}

function policyOf({ verdict }: RunView, yet: string): Dimension {
  const place = { name: 'Policy', tab: 'findings' };
  if (!verdict) return { ...place, tone: 'calm', words: `not judged${yet}` };
  return {
    ...place,
    tone: policyTones[verdict.outcome],
    words: policyWords[verdict.outcome],
    detail: `${verdict.bundleId} v${verdict.bundleVersion}, ${count(verdict.findings.length, 'finding')}`,
  };
}

function reviewOf({ reviews, findings }: RunView, yet: string): Dimension {
  const place = { name: 'Review', tab: 'findings' };
  if (reviews.length === 0) return { ...place, tone: 'calm', words: `none ran${yet}` };
  const grave = findings.filter(({ severity }) => severity === 'blocker' || severity === 'high');
  return {
    ...place,
    tone: grave.length > 0 ? 'wait' : 'calm',
    words: count(findings.length, 'finding'),
    detail: 'advice, never a verdict',
  };
}

function evidenceOf({ artifacts }: RunView, yet: string): Dimension {
  const cut = artifacts.filter(({ truncated }) => truncated).length;
  return {
    name: 'Evidence',
    tab: 'evidence',
    tone: cut > 0 ? 'wait' : artifacts.length > 0 ? 'good' : 'calm',
    words: artifacts.length > 0 ? count(artifacts.length, 'item') : `none kept${yet}`,
    detail: cut > 0 ? `${cut} cut short` : undefined,
  };
}

/** What could get out: proven shut in, gone afterwards, and with which key inside. */
function egressOf(report: TrustReport | undefined, yet: string): Dimension {
  const place = { name: 'Sandboxes', tab: 'sandboxes' };
  if (!report) return { ...place, tone: 'calm', words: `not known${yet}` };
  const all = report.sandboxes;
  if (all.length === 0) return { ...place, tone: 'calm', words: 'none was used' };
  const left = all.filter(({ destroyed }) => !destroyed).length;
  const open = all.filter(({ egress }) => egress.status === 'unverified').length;
  const refused = refusedHosts(all).length;
  const rawKey = report.agent.credential === 'raw-key';
  const doubts = [
    ...(open > 0 ? ['not proven shut in'] : []),
    ...(left > 0 ? [`${left} not destroyed`] : []),
    ...(rawKey ? ['a raw model key was inside'] : []),
  ];
  return {
    ...place,
    tone: doubts.length > 0 ? 'wait' : 'good',
    words: doubts[0] ?? 'shut in',
    detail: [
      ...doubts.slice(1),
      ...(left === 0 ? [`${all.length} used, destroyed`] : []),
      ...(refused > 0 ? [`${count(refused, 'host')} refused`] : []),
    ].join(' · '),
  };
}
