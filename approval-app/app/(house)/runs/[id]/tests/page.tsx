import { NoReport } from '../../../../../components/run/no-report.tsx';
import { TestsView } from '../../../../../components/tests/tests-view.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface TestsPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function TestsPage({ params }: TestsPageProps) {
  const { view, report } = await readRun((await params).id);
  return report ? <TestsView report={report} /> : <NoReport view={view} />;
}
