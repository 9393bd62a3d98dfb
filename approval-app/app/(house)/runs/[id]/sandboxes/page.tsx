import { NoReport } from '../../../../../components/run/no-report.tsx';
import { SandboxesView } from '../../../../../components/sandbox/sandboxes-view.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface SandboxesPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function SandboxesPage({ params }: SandboxesPageProps) {
  const { view, report } = await readRun((await params).id);
  return report ? <SandboxesView report={report} /> : <NoReport view={view} />;
}
