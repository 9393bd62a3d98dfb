import { ApprovalView } from '../../../../../components/run/approval-view.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface ApprovalPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function ApprovalPage({ params }: ApprovalPageProps) {
  const { view, now } = await readRun((await params).id);
  return <ApprovalView view={view} now={now} />;
}
