import { count, dollars } from '../../../../../components/text/count-words.ts';
import { AgentTimeline } from '../../../../../components/timeline/agent-timeline.tsx';
import { pageSize } from '../../../../../components/timeline/page-size.ts';
import { StagesView } from '../../../../../components/timeline/stages-view.tsx';
import { appParts } from '../../../../../server/next/app-parts.ts';
import { readRun } from '../../../../../server/next/read-run.ts';
import { requireSession } from '../../../../../server/next/session.ts';

interface TimelinePageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function TimelinePage({ params }: TimelinePageProps) {
  const { id } = await params;
  const { accessToken } = await requireSession();
  const asked = appParts().ledger.runtimeEvents(accessToken, {
    runId: id,
    from: 0,
    limit: pageSize,
  });
  // Asked beside the run and heard after it: where there is no such run, that is what is said.
  asked.catch(() => undefined);
  const { view, report, now } = await readRun(id);
  const first = await asked;
  return (
    <div className="stack">
      <section className="sheet">
        <div className="sheet-head">
          <h2>Agent</h2>
          <span className="soft">
            {count(first.total, 'event')}
            {report
              ? `, ${count(report.agent.modelRequests, 'model request')}, ${dollars(report.agent.usage.costUsd)}`
              : ''}
          </span>
        </div>
        {first.total === 0 ? (
          <p className="sheet-body soft">No agent worked in this run, or it has not begun.</p>
        ) : (
          <AgentTimeline runId={view.run.id} first={first} />
        )}
      </section>
      <section className="sheet">
        <div className="sheet-head">
          <h2>Stages</h2>
          <span className="soft">as the provenance chain tells them</span>
        </div>
        <StagesView view={view} now={now} />
      </section>
    </div>
  );
}
