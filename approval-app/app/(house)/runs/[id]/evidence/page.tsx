import { EvidenceView } from '../../../../../components/evidence/evidence-view.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface EvidencePageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function EvidencePage({ params }: EvidencePageProps) {
  const { view } = await readRun((await params).id);
  return <EvidenceView runId={view.run.id} artifacts={view.artifacts} />;
}
