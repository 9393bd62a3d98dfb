import { DigestsView } from '../../../../../components/proof/digests-view.tsx';
import { VerifyChain } from '../../../../../components/proof/verify-chain.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface ProofPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function ProofPage({ params }: ProofPageProps) {
  const { view } = await readRun((await params).id);
  return (
    <div className="stack">
      <section className="sheet">
        <div className="sheet-head">
          <h2>Chain</h2>
          <span className="soft">each event holds the hash of the one before it</span>
        </div>
        <div className="sheet-body">
          <VerifyChain
            runId={view.run.id}
            events={view.events}
            subject={view.subject}
            subjectSha256={view.subjectSha256}
            candidate={view.candidate}
            verdict={view.verdict}
            decision={view.decision}
          />
        </div>
      </section>
      <section className="sheet">
        <div className="sheet-head">
          <h2>Digests</h2>
        </div>
        <div className="sheet-body">
          <DigestsView view={view} />
        </div>
      </section>
      <section className="sheet">
        <div className="sheet-head">
          <h2>Offline</h2>
        </div>
        <p className="sheet-body">
          <code>patchplane verify &lt;bundle&gt;</code> checks all of this without this app, the
          ledger or the network.
        </p>
      </section>
    </div>
  );
}
