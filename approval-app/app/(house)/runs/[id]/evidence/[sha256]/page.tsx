import Link from 'next/link';
import { notFound } from 'next/navigation';
import { AnsiLog } from '../../../../../../components/evidence/ansi-log.tsx';
import { bytesWords } from '../../../../../../components/text/count-words.ts';
import { Untrusted } from '../../../../../../components/text/untrusted.tsx';
import { readText } from '../../../../../../server/evidence-text.ts';
import { appParts } from '../../../../../../server/next/app-parts.ts';
import { readRun } from '../../../../../../server/next/read-run.ts';

interface EvidenceItemProps {
  readonly params: Promise<{ readonly id: string; readonly sha256: string }>;
}

/** One piece of evidence, read here as text: whatever it is, nothing of it runs. */
export default async function EvidenceItemPage({ params }: EvidenceItemProps) {
  const { id, sha256 } = await params;
  const { view } = await readRun(id);
  const artifact = view.artifacts.find((each) => each.sha256 === sha256);
  if (!artifact) notFound();
  const text = await readText(view.run.id, artifact, appParts().artifacts);
  return (
    <section className="sheet">
      <div className="sheet-head">
        <Link href={`/runs/${id}/evidence`} prefetch={false}>
          ← Evidence
        </Link>
        <h2>{artifact.kind}</h2>
        <span className="soft">
          <Untrusted text={artifact.producer} />, {bytesWords(artifact.sizeBytes)}
        </span>
        <span className="fill" />
        <a className="button small" href={`/api/runs/${id}/artifacts/${sha256}`} rel="noreferrer">
          Download
        </a>
      </div>
      {text.status === 'missing' ? (
        <p className="sheet-body tone-bad">It can not be shown: {text.because}.</p>
      ) : (
        <>
          {text.cut ? (
            <p className="sheet-body tone-wait">
              ▲ Only its first {bytesWords(text.shownBytes)} are shown.
            </p>
          ) : null}
          <AnsiLog text={text.text} />
        </>
      )}
    </section>
  );
}
