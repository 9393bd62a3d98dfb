'use client';

import { useState } from 'react';
import type { ProvenanceEvent } from '../../../action/domain/provenance-event.ts';
import type { RunView } from '../../contract/run-view.ts';
import { fetchPatch } from '../changes/fetch-patch.ts';

type Checked = readonly {
  readonly words: string;
  readonly holds: boolean;
  readonly because?: string;
}[];

interface VerifyChainProps {
  readonly runId: string;
  readonly events: readonly ProvenanceEvent[];
  readonly subject: RunView['subject'];
  readonly subjectSha256: string | null;
  readonly candidate: RunView['candidate'];
  readonly verdict: RunView['verdict'];
  readonly decision: RunView['decision'];
}

/** Recomputes every hash in this browser, with the same code that `patchplane verify` runs. */
export function VerifyChain(props: VerifyChainProps) {
  const [checked, setChecked] = useState<Checked>();
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    const { checkProof } = await import('./check-proof.ts');
    const stored = await fetchPatch(props.runId).catch(() => undefined);
    const storedPatchSha256 = stored?.status === 'here' ? stored.sha256 : undefined;
    setChecked(checkProof({ ...props, storedPatchSha256 }));
    setBusy(false);
  };
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="button" disabled={busy} onClick={() => void verify()}>
          {busy ? 'Computing…' : 'Verify in this browser'}
        </button>
        <span className="soft">
          recomputes {props.events.length} hashes and the digest of the stored patch; believes no
          verdict of the server
        </span>
      </div>
      {checked ? (
        <p className={checked.every(({ holds }) => holds) ? 'note good' : 'note bad'} role="status">
          <strong>
            {checked.every(({ holds }) => holds)
              ? `All holds: ${checked.length} of ${checked.length} checks.`
              : `It does not hold: ${checked.filter(({ holds }) => !holds).length} of ${checked.length} checks failed.`}
          </strong>
        </p>
      ) : null}
      <ul className="why" aria-live="polite" aria-label="Checks">
        {checked?.map(({ words, holds, because }) => (
          <li key={words}>
            <span className={holds ? 'tone-good' : 'tone-bad'}>
              <span aria-hidden="true">{holds ? '✓' : '✕'}</span>
              <span className="visually-hidden">{holds ? 'holds:' : 'does not hold:'}</span>
            </span>
            <span>
              {words}
              {because ? <strong>: {because}</strong> : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
