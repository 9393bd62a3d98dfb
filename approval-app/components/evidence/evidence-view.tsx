import Link from 'next/link';
import type { EvidenceArtifact } from '../../../action/domain/evidence-artifact.ts';
import { bytesWords } from '../text/count-words.ts';
import { Digest } from '../text/digest.tsx';
import { Untrusted } from '../text/untrusted.tsx';
import { ImageCompare } from './image-compare.tsx';
import { isPicture, pairsOf } from './picture-pairs.ts';

interface EvidenceViewProps {
  readonly runId: string;
  readonly artifacts: readonly EvidenceArtifact[];
}

/** Everything that was kept. Texts open here, pictures are compared, everything can be downloaded. */
export function EvidenceView({ runId, artifacts }: EvidenceViewProps) {
  const address = (sha256: string) => `/api/runs/${runId}/evidence/${sha256}`;
  const pairs = pairsOf(artifacts);
  return (
    <div className="stack">
      {pairs.map(({ name, before, after }) => (
        <section className="sheet" key={name}>
          <div className="sheet-head">
            <h2>
              <Untrusted text={name} />
            </h2>
          </div>
          <div className="sheet-body">
            <ImageCompare
              name={name}
              before={`${address(before.sha256)}/picture`}
              after={`${address(after.sha256)}/picture`}
            />
          </div>
        </section>
      ))}
      <section className="sheet">
        <div className="scroll-x">
          <table className="grid-table">
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
              {artifacts.map((artifact) => (
                <tr key={artifact.id}>
                  <td>
                    {artifact.kind}
                    {artifact.truncated ? <span className="tone-wait"> ▲ cut short</span> : null}
                  </td>
                  <td>
                    <Untrusted text={artifact.producer} />
                  </td>
                  <td className="nowrap">{bytesWords(artifact.sizeBytes)}</td>
                  <td>
                    <Digest value={artifact.sha256} of={artifact.kind} />
                  </td>
                  <td className="nowrap">
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
        {artifacts.length === 0 ? <p className="sheet-body soft">Nothing was kept yet.</p> : null}
      </section>
    </div>
  );
}
