'use client';

import { parseDiffFromFile } from '@pierre/diffs';
import { FileDiff } from '@pierre/diffs/react';
import { useEffect, useState } from 'react';
import { showUnseen, unseenEscape } from '../../../action/domain/unseen-characters.ts';
import { count } from '../text/count-words.ts';
import { Untrusted } from '../text/untrusted.tsx';
import { changedLines, comparePatches, type PartChange, partName } from './compare-patches.ts';
import { diffLooks } from './diff-looks.ts';
import { fetchPatch } from './fetch-patch.ts';

interface InterDiffProps {
  /** Ids of the two runs. */
  readonly before: string;
  readonly after: string;
}

const words: Record<PartChange['status'], string> = {
  changed: 'changed otherwise than before',
  added: 'only this one changes it',
  gone: 'only the one before changed it',
  same: 'the same',
};

/** Two patches beside each other: what one changes otherwise than the other did. */
export function InterDiff({ before, after }: InterDiffProps) {
  const [parts, setParts] = useState<readonly PartChange[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    Promise.all([patchOf(before), patchOf(after)]).then(
      ([was, is]) => setParts(comparePatches(was, is)),
      () => setFailed(true),
    );
  }, [before, after]);
  if (failed) return <p className="tone-bad">One of the patches could not be fetched.</p>;
  if (!parts)
    return <div className="wait-bar" role="status" aria-label="The patches are compared" />;
  const same = parts.filter(({ status }) => status === 'same').length;
  return (
    <div className="stack inter-diff">
      {parts
        .filter(({ status }) => status !== 'same')
        .map((part) => (
          <section key={part.name} className="sheet">
            <div className="sheet-head">
              <h3 className="path">
                <Untrusted text={partName(part.name)} />
              </h3>
              <span className="chip">{words[part.status]}</span>
            </div>
            <FileDiff
              fileDiff={parseDiffFromFile(textOf(part, 'before'), textOf(part, 'after'))}
              disableWorkerPool
              options={{ ...diffLooks, diffStyle: 'unified' }}
            />
          </section>
        ))}
      <p className="soft">{count(same, 'file')} changed in the same way by both.</p>
    </div>
  );
}

function textOf(part: PartChange, side: 'before' | 'after') {
  const lines = changedLines(part[side]);
  const contents = showUnseen(lines && `${lines}\n`, (code) => `⟦${unseenEscape(code)}⟧`, {
    oddSpaces: true,
  });
  return { name: `${partName(part.name)}.diff`, contents };
}

async function patchOf(runId: string): Promise<string> {
  const fetched = await fetchPatch(runId);
  if (fetched.status === 'failed') throw new Error(fetched.because);
  return new TextDecoder().decode(fetched.bytes);
}
