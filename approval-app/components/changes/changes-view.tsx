'use client';

import { useEffect, useMemo, useState } from 'react';
import type { PolicyFinding } from '../../../action/domain/policy-bundle.ts';
import { useReview } from '../decision/review-progress.tsx';
import { useShortcuts } from '../live/use-shortcuts.ts';
import { count } from '../text/count-words.ts';
import { FileList } from './file-list.tsx';
import { type DiffStyle, FileView } from './file-view.tsx';
import type { FileChange } from './patch-sections.ts';
import { pathKey } from './path-words.ts';
import { byRisk, type Ranked } from './risk-order.ts';
import { type PatchSource, usePatch } from './use-patch.ts';

interface ChangesViewProps extends PatchSource {
  readonly findings: readonly PolicyFinding[];
  /** Whether somebody may still approve: then what was not opened is spoken of. */
  readonly waits: boolean;
}

/** The patch, file by file. What is opened here, and the digest of its bytes, goes along with an approval. */
export function ChangesView({ findings, waits, ...source }: ChangesViewProps) {
  const { patchSha256 } = source;
  const patch = usePatch(source);
  const { display } = useReview();
  const sha256 = patch.status === 'here' ? patch.sha256 : undefined;
  useEffect(() => {
    if (sha256) display(sha256);
  }, [sha256, display]);
  const ranked = useMemo(
    () => (patch.status === 'here' ? byRisk(patch.files, findings) : []),
    [patch, findings],
  );

  if (patch.status === 'loading')
    return (
      <div className="stack" role="status" aria-label="The patch is being fetched">
        <div className="wait-bar" />
        <div className="wait-bar" />
      </div>
    );
  if (patch.status === 'failed')
    return (
      <p className="note bad" role="alert">
        <strong>The patch can not be shown:</strong> {patch.because}. What can not be shown can not
        be approved.
      </p>
    );
  return (
    <>
      {sha256 === undefined || sha256 === patchSha256 ? null : (
        <p className="note bad" role="alert">
          <strong>These are other bytes.</strong> This browser computed {sha256}; put to decision
          was {patchSha256}. Do not trust what you see; tell who runs this app.
        </p>
      )}
      {patch.lossy ? (
        <p className="note wait">
          Parts of this patch are not text; they are drawn as <code>{'\uFFFD'}</code>. Download it
          to see its bytes.
        </p>
      ) : null}
      <Files ranked={ranked} waits={waits} checked={sha256 !== undefined} />
    </>
  );
}

interface FilesProps {
  readonly ranked: readonly Ranked[];
  readonly waits: boolean;
  /** Whether this browser knows which bytes these are. */
  readonly checked: boolean;
}

function Files({ ranked, waits, checked }: FilesProps) {
  const { states, mark } = useReview();
  const [at, setAt] = useState(0);
  const [style, setStyle] = useState<DiffStyle>('unified');
  const current = ranked[at]?.file;
  // What is drawn is opened: the file in the pane is before the reader's eyes, and known by its bytes.
  useEffect(() => {
    if (current && checked) mark(current.path, 'opened');
  }, [current, checked, mark]);
  const isClosed = ({ file }: Ranked) => !states.has(pathKey(file.path));
  const step = (by: number) => setAt(Math.min(ranked.length - 1, Math.max(0, at + by)));
  const toNextUnopened = () => {
    const next = [...ranked.keys()].find(
      (index) => index > at && ranked[index] && isClosed(ranked[index]),
    );
    setAt(next ?? Math.max(ranked.findIndex(isClosed), 0));
  };
  useShortcuts(checked ? { j: () => step(1), k: () => step(-1), n: toNextUnopened } : {});
  const open = (file: FileChange) => setAt(ranked.findIndex((each) => each.file === file));

  if (ranked.length === 0) return <p className="soft">This run changes nothing.</p>;
  const unopened = ranked.filter(isClosed);
  return (
    // A click before the scripts are here would be lost, and with it that a file was opened.
    <div className="changes" inert={!checked}>
      <section className="sheet files" aria-label="Changed files">
        <FilesHead all={ranked.length} unopened={unopened.length} onNext={toNextUnopened} />
        <FileList ranked={ranked} states={states} current={current} onOpen={open} />
        {waits && unopened.length > 0 ? (
          <FilesFoot
            unopened={unopened.length}
            onPass={() => {
              for (const { file } of unopened) mark(file.path, 'marked-unviewed');
            }}
          />
        ) : null}
      </section>
      <section className="sheet" aria-label="Change">
        {current ? (
          <FileView file={current} style={style} onStyle={setStyle} plain={!checked} />
        ) : null}
      </section>
    </div>
  );
}

interface FilesFootProps {
  readonly unopened: number;
  readonly onPass: () => void;
}

/** What still keeps Approve closed, and the way past it that goes on the record. */
function FilesFoot({ unopened, onPass }: FilesFootProps) {
  return (
    <div className="sheet-body files-foot">
      <p className="soft">{count(unopened, 'file')} not opened: Approve stays closed.</p>
      <button type="button" className="button small" onClick={onPass}>
        Decide without opening {unopened === 1 ? 'it' : 'them'}
      </button>
    </div>
  );
}

interface FilesHeadProps {
  readonly all: number;
  readonly unopened: number;
  readonly onNext: () => void;
}

/** How far the reader is; only where the list is longer than one sees. */
function FilesHead({ all, unopened, onNext }: FilesHeadProps) {
  if (all < 8) return null;
  return (
    <div className="files-head">
      <span className="soft">
        {(all - unopened).toLocaleString('en')} of {all.toLocaleString('en')} seen
      </span>
      <progress max={all} value={all - unopened} aria-label="Files seen" />
      {unopened > 0 ? (
        <button type="button" className="button small quiet" onClick={onNext}>
          Next <kbd>n</kbd>
        </button>
      ) : null}
    </div>
  );
}
