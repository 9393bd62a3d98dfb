'use client';

import { useState } from 'react';
import type { ProvenanceEvent } from '../../../action/domain/provenance-event.ts';
import type { RunView } from '../../contract/run-view.ts';

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
  readonly decision: RunView['decision'];
}

/** Recomputes every hash in this browser, with the same code that `patchplane verify` runs. */
export function VerifyChain(props: VerifyChainProps) {
  const [checked, setChecked] = useState<Checked>();
  const [busy, setBusy] = useState(false);
  const verify = async () => {
    setBusy(true);
    const { checkProof } = await import('./check-proof.ts');
    setChecked(checkProof(props));
    setBusy(false);
  };
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="button" disabled={busy} onClick={() => void verify()}>
          {busy ? 'Computing…' : 'Verify in this browser'}
        </button>
        <span className="soft">
          recomputes {props.events.length} hashes; nothing of it asks the server
        </span>
      </div>
      <ul className="why" aria-live="polite">
        {checked?.map(({ words, holds, because }) => (
          <li key={words}>
            <span className={holds ? 'tone-good' : 'tone-bad'}>{holds ? '✓' : '✕'}</span>
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
