import { FindingsView } from '../../../../../components/run/findings-view.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface FindingsPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function FindingsPage({ params }: FindingsPageProps) {
  const { view, report } = await readRun((await params).id);
  return <FindingsView view={view} report={report} />;
}
