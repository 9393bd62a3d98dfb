import { TestsView } from '../../../../../components/tests/tests-view.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface TestsPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function TestsPage({ params }: TestsPageProps) {
  const { report } = await readRun((await params).id);
  if (!report)
    return (
      <p className="note">
        The trust report is not there, or is not about what the ledger holds. What it would say of
        tests is not known.
      </p>
    );
  return <TestsView report={report} />;
}
