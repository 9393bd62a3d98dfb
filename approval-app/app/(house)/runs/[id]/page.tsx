import Link from 'next/link';
import { preload } from 'react-dom';
import { changesOf } from '../../../../components/changes/changes-of.ts';
import { ChangesView } from '../../../../components/changes/changes-view.tsx';
import { SinceAttempt } from '../../../../components/changes/since-attempt.tsx';
import { Empty } from '../../../../components/frame/empty.tsx';
import { isGoingOn } from '../../../../components/run/state-words.ts';
import type { RunView } from '../../../../contract/run-view.ts';
import { readShortPatch } from '../../../../server/evidence.ts';
import { appParts } from '../../../../server/next/app-parts.ts';
import { readRun, readView } from '../../../../server/next/read-run.ts';

interface ChangesPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function ChangesPage({ params }: ChangesPageProps) {
  const { id } = await params;
  const view = await readView(id);
  const [{ report }, brought] = await Promise.all([
    readRun(id),
    readShortPatch(view, appParts().artifacts),
  ]);
  const patchSha256 = view.subject?.patchSha256 ?? view.candidate?.patchSha256;
  if (!patchSha256 || view.candidate?.status === 'empty') return <NoPatch view={view} />;
  // On its way while the scripts are that will ask for it.
  if (brought === undefined)
    preload(`/api/runs/${view.run.id}/patch`, { as: 'fetch', crossOrigin: 'anonymous' });
  return (
    <div className="stack">
      <SinceAttempt
        view={view}
        patchSha256={patchSha256}
        carriedFrom={report?.candidate.carriedFrom ?? null}
      />
      <ChangesView
        runId={view.run.id}
        patchSha256={patchSha256}
        changes={changesOf(view, report)}
        brought={brought}
        findings={view.verdict?.findings ?? []}
        waits={view.run.state === 'awaiting-decision' && !view.decision && view.viewer.mayApprove}
      />
    </div>
  );
}

function NoPatch({ view: { run, candidate } }: { readonly view: RunView }) {
  if (candidate)
    return (
      <Empty title="This run changes nothing">
        The agent ended without changing a file. There is nothing to decide about.
      </Empty>
    );
  if (!isGoingOn(run.state))
    return <Empty title="No patch">The run ended before one was captured.</Empty>;
  return (
    <Empty
      title="No patch yet"
      sign="◔"
      action={
        <Link className="button" href={`/runs/${run.id}/timeline`} prefetch={false}>
          See what the agent does
        </Link>
      }
    >
      It appears here once the agent is done.
    </Empty>
  );
}
