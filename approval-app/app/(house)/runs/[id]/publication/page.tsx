import { PublicationView } from '../../../../../components/run/publication-view.tsx';
import { readRun } from '../../../../../server/next/read-run.ts';

interface PublicationPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function PublicationPage({ params }: PublicationPageProps) {
  const { view, now } = await readRun((await params).id);
  return <PublicationView view={view} now={now} />;
}
