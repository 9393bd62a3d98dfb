import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { changesOf } from '../../../../components/changes/changes-of.ts';
import { DecisionBar } from '../../../../components/decision/decision-bar.tsx';
import { ReviewProvider } from '../../../../components/decision/review-progress.tsx';
import { isPublishing } from '../../../../components/live/is-publishing.ts';
import { LiveRefresh } from '../../../../components/live/live-refresh.tsx';
import { PublishWatch } from '../../../../components/live/publish-watch.tsx';
import { DecisionNotes } from '../../../../components/run/decision-note.tsx';
import { ProofLine } from '../../../../components/run/proof-line.tsx';
import { RunTabs } from '../../../../components/run/run-tabs.tsx';
import { titleOf, VerdictHeader } from '../../../../components/run/verdict-header.tsx';
import { runStamp } from '../../../../contract/live-stamp.ts';
import { readRun, readView } from '../../../../server/next/read-run.ts';

interface RunLayoutProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly children: ReactNode;
}

export async function generateMetadata({ params }: RunLayoutProps): Promise<Metadata> {
  return { title: titleOf(await readView((await params).id)) };
}

/** The verdict stands above every tab, the decision below it: neither is ever out of sight. */
export default async function RunLayout({ params, children }: RunLayoutProps) {
  const { view, report, now } = await readRun((await params).id);
  const { run, verdict, findings, events, artifacts, publications, candidate } = view;
  const { approvals } = view;
  const changes = changesOf(view, report);
  const tabs = [
    { segment: '', words: 'Changes', count: candidate?.stats.filesChanged },
    { segment: 'tests', words: 'Tests', count: report?.tests.candidate.cases.length },
    {
      segment: 'findings',
      words: 'Findings',
      count: (verdict?.findings.length ?? 0) + findings.length,
    },
    { segment: 'approval', words: 'Approval', count: approvals.length },
    { segment: 'timeline', words: 'Timeline', count: view.runtimeEvents },
    { segment: 'sandboxes', words: 'Sandboxes', count: report?.sandboxes.length },
    { segment: 'evidence', words: 'Evidence', count: artifacts.length },
    { segment: 'proof', words: 'Proof', count: events.length },
    { segment: 'publication', words: 'Publication', count: publications.length },
  ];
  return (
    <ReviewProvider
      patchSha256={view.subject?.patchSha256 ?? candidate?.patchSha256}
      paths={changes.map(({ path }) => path)}
    >
      <main className="page" id="main">
        <VerdictHeader view={view} report={report} now={now} />
        <DecisionNotes view={view} now={now} />
        <RunTabs runId={run.id} tabs={tabs} />
        {children}
        <ProofLine view={view} />
      </main>
      <DecisionBar view={view} now={now} />
      <PublishWatch runId={run.id} working={isPublishing(view, now)} />
      <LiveRefresh
        source={`/api/live?run=${run.id}`}
        drawn={{
          state: runStamp({ ...view, state: run.state }),
          events: events.length + view.runtimeEvents,
        }}
      />
    </ReviewProvider>
  );
}
