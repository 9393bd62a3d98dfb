import type { RunView } from '../../contract/run-view.ts';
import { Digest } from '../text/digest.tsx';
import { exactTime } from '../text/time-words.ts';

/** The digests that an approval stands on. */
export function DigestsView({ view }: { readonly view: RunView }) {
  const { subject, subjectSha256, candidate } = view;
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    ['approval subject', subjectSha256],
    ['patch', candidate?.patchSha256],
    ['result tree', candidate?.resultTree],
    ['base commit', candidate?.baseSha],
    ['base tree', candidate?.baseTree],
    ['test plan', subject?.planDigest],
    ['policy verdict', subject?.policyDigest],
    ['evidence', subject?.evidenceManifestSha256],
    ['provenance head', subject?.provenanceHead],
  ];
  return (
    <dl className="facts-list">
      {rows.map(([name, value]) =>
        value ? (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd>
              <Digest value={value} of={name} whole />
            </dd>
          </div>
        ) : null,
      )}
      {subject ? (
        <>
          <dt>expires</dt>
          <dd>{exactTime(subject.expiresAt)}</dd>
        </>
      ) : null}
    </dl>
  );
}
