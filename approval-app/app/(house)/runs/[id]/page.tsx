import { changesOf } from '../../../../components/changes/changes-of.ts';
import { ChangesView } from '../../../../components/changes/changes-view.tsx';
import { readRun } from '../../../../server/next/read-run.ts';

interface ChangesPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function ChangesPage({ params }: ChangesPageProps) {
  const { view, report } = await readRun((await params).id);
  const patchSha256 = view.subject?.patchSha256 ?? view.candidate?.patchSha256;
  if (!patchSha256 || view.candidate?.status === 'empty')
    return (
      <section className="sheet empty">
        <span className="sign" aria-hidden="true">
          ◌
        </span>
        <h2>{view.candidate ? 'This run changes nothing' : 'No patch yet'}</h2>
        <p className="soft">
          {view.candidate
            ? 'There is nothing to decide about.'
            : 'It appears here once the agent is done.'}
        </p>
      </section>
    );
  return (
    <ChangesView
      runId={view.run.id}
      patchSha256={patchSha256}
      changes={changesOf(view, report)}
      findings={view.verdict?.findings ?? []}
    />
  );
}
