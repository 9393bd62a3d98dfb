import type { RunView } from '../../contract/run-view.ts';
import { Digest } from '../text/digest.tsx';

/** The digests that this page and its decision are about, always in sight. */
export function ProofLine({
  view: { candidate, verdict, events, subjectSha256 },
}: {
  readonly view: RunView;
}) {
  return (
    <p className="proof-line">
      {candidate ? (
        <>
          <span>
            patch <Digest value={candidate.patchSha256} of="patch" />
          </span>
          <span>
            tree <Digest value={candidate.resultTree} of="result tree" />
          </span>
        </>
      ) : null}
      {verdict ? (
        <span>
          policy <Digest value={verdict.digest} of="policy verdict" />
        </span>
      ) : null}
      {subjectSha256 ? (
        <span>
          subject <Digest value={subjectSha256} of="approval subject" />
        </span>
      ) : null}
      <span>chain of {events.length} events</span>
    </p>
  );
}
