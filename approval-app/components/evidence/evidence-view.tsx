import Link from 'next/link';
import type { EvidenceArtifact } from '../../../action/domain/evidence-artifact.ts';
import { Empty } from '../frame/empty.tsx';
import { bytesWords } from '../text/count-words.ts';
import { Digest } from '../text/digest.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { isPicture, picturesOf } from './picture-pairs.ts';
import { PicturesView } from './pictures-view.tsx';

interface EvidenceViewProps {
  readonly runId: string;
  readonly artifacts: readonly EvidenceArtifact[];
}

/** Everything that was kept. Texts open here, pictures are compared, everything can be downloaded. */
export function EvidenceView({ runId, artifacts }: EvidenceViewProps) {
  if (artifacts.length === 0)
    return (
      <Empty title="Nothing was kept yet">
        Patch, logs, test reports and pictures are sealed once the run was judged.
      </Empty>
    );
  const inOrder = [...artifacts].sort((left, right) => left.producer.localeCompare(right.producer));
  return (
    <div className="stack">
      {picturesOf(inOrder).map((pictures) => (
        <PicturesView
          key={pictures.name}
          pictures={pictures}
          base={`/api/runs/${runId}/evidence`}
        />
      ))}
      <section className="sheet">
        <div className="scroll-x">
          <table className="grid-table rows-on-phone">
            <thead>
              <tr>
                <th scope="col">Kind</th>
                <th scope="col">Made by</th>
                <th scope="col">Size</th>
                <th scope="col">SHA-256</th>
                <th scope="col">Open</th>
              </tr>
            </thead>
            <tbody>
              {inOrder.map((artifact) => (
                <tr key={artifact.id}>
                  <td>
                    {artifact.kind}
                    {artifact.truncated ? <span className="tone-wait"> ▲ cut short</span> : null}
                  </td>
                  <td data-label="Made by">
                    <Untrusted text={artifact.producer} />
                  </td>
                  <td data-label="Size" className="nowrap">
                    {bytesWords(artifact.sizeBytes)}
                  </td>
                  <td data-label="SHA-256">
                    <Digest value={artifact.sha256} of={artifact.kind} />
                  </td>
                  <td data-label="Open" className="nowrap">
                    {isPicture(artifact) ? null : (
                      <>
                        <Link
                          href={`/runs/${runId}/evidence/${artifact.sha256}`}
                          prefetch={false}
                          aria-label={`Read the ${artifact.kind} of ${artifact.producer}`}
                        >
                          read
                        </Link>
                        {' · '}
                      </>
                    )}
                    <a
                      href={`/api/runs/${runId}/artifacts/${artifact.sha256}`}
                      rel="noreferrer"
                      aria-label={`Download the ${artifact.kind} of ${artifact.producer}`}
                    >
                      download
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
}
