'use client';

import { useEffect, useState } from 'react';
import type { RawTreeChange } from '../../../action/domain/candidate-patch-set.ts';
import { fetchPatch } from './fetch-patch.ts';
import { cutPatch, type FileChange } from './patch-sections.ts';

export type Patch =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly because: string }
  | {
      readonly status: 'here';
      readonly files: readonly FileChange[];
      /** Computed here, over exactly the bytes that `files` were cut from. */
      readonly sha256: string;
      /** Bytes that are not text were drawn as a replacement sign. */
      readonly lossy: boolean;
    };

/** Fetches the patch, digests its bytes in this browser and cuts them into files. */
export function usePatch(runId: string, changes: readonly RawTreeChange[]): Patch {
  const [patch, setPatch] = useState<Patch>({ status: 'loading' });
  useEffect(() => {
    const stop = new AbortController();
    load(runId, changes, stop.signal).then(
      (loaded) => !stop.signal.aborted && setPatch(loaded),
      () =>
        !stop.signal.aborted && setPatch({ status: 'failed', because: 'it could not be fetched' }),
    );
    return () => stop.abort();
  }, [runId, changes]);
  return patch;
}

async function load(
  runId: string,
  changes: readonly RawTreeChange[],
  signal: AbortSignal,
): Promise<Patch> {
  const fetched = await fetchPatch(runId, signal);
  if (fetched.status === 'failed') return fetched;
  const { bytes, sha256 } = fetched;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const sections = cutPatch(text, changes);
  if (sections.status === 'torn') return { status: 'failed', because: sections.because };
  const lossy =
    new TextEncoder().encode(text).length !== bytes.byteLength || text.includes('\uFFFD');
  return { status: 'here', files: sections.files, sha256, lossy };
}
