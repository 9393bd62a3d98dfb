'use client';

import { useEffect, useMemo, useState } from 'react';
import type { RawTreeChange } from '../../../action/domain/candidate-patch-set.ts';
import { digestHex, fetchPatch } from './fetch-patch.ts';
import { cutPatch, type FileChange } from './patch-sections.ts';

export type Patch =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly because: string }
  | {
      readonly status: 'here';
      readonly files: readonly FileChange[];
      /**
       * Computed here, over exactly the bytes that `files` were cut from. Undefined while they are
       * what the page brought along and no digest was computed: to be looked at, not to be counted.
       */
      readonly sha256: string | undefined;
      /** Bytes that are not text were drawn as a replacement sign. */
      readonly lossy: boolean;
    };

export interface PatchSource {
  readonly runId: string;
  /** Of the bytes that are put to decision. */
  readonly patchSha256: string;
  readonly changes: readonly RawTreeChange[];
  /** The patch's text as it came with the page; undefined where the browser has to ask for it. */
  readonly brought: string | undefined;
}

/** The patch cut into files: at once where the page brought it, and with its digest a moment later. */
export function usePatch({ runId, patchSha256, changes, brought }: PatchSource): Patch {
  const first = useMemo<Patch>(
    () =>
      brought === undefined
        ? { status: 'loading' }
        : cut(new TextEncoder().encode(brought), undefined, changes),
    [brought, changes],
  );
  const [checked, setChecked] = useState<Patch>();
  useEffect(() => {
    const stop = new AbortController();
    load({ runId, patchSha256, changes, brought }, stop.signal).then(
      (loaded) => !stop.signal.aborted && setChecked(loaded),
      () =>
        !stop.signal.aborted &&
        setChecked({ status: 'failed', because: 'it could not be fetched' }),
    );
    return () => stop.abort();
  }, [runId, patchSha256, changes, brought]);
  return checked ?? first;
}

/** What the page brought is believed where its digest is the one put to decision; else the bytes are fetched. */
async function load(
  { runId, patchSha256, changes, brought }: PatchSource,
  signal: AbortSignal,
): Promise<Patch> {
  if (brought !== undefined) {
    const bytes = new TextEncoder().encode(brought);
    const sha256 = await digestHex(bytes);
    if (sha256 === patchSha256) return cut(bytes, sha256, changes);
  }
  const fetched = await fetchPatch(runId, signal);
  return fetched.status === 'failed' ? fetched : cut(fetched.bytes, fetched.sha256, changes);
}

function cut(
  bytes: AllowSharedBufferSource,
  sha256: string | undefined,
  changes: readonly RawTreeChange[],
): Patch {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const sections = cutPatch(text, changes);
  if (sections.status === 'torn') return { status: 'failed', because: sections.because };
  const lossy =
    new TextEncoder().encode(text).length !== bytes.byteLength || text.includes('\uFFFD');
  return { status: 'here', files: sections.files, sha256, lossy };
}
