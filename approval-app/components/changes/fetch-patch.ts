export type FetchedPatch =
  | { readonly status: 'failed'; readonly because: string }
  | {
      readonly status: 'here';
      readonly bytes: ArrayBuffer;
      /** Computed here, over exactly these bytes. */
      readonly sha256: string;
    };

/** The stored patch of a run, byte for byte, with the digest that this browser computed. */
export async function fetchPatch(runId: string, signal?: AbortSignal): Promise<FetchedPatch> {
  const answer = await fetch(`/api/runs/${runId}/patch`, signal ? { signal } : {});
  if (!answer.ok) return { status: 'failed', because: await answer.text() };
  const bytes = await answer.arrayBuffer();
  return { status: 'here', bytes, sha256: await digestHex(bytes) };
}

/** SHA-256 in hex, as this browser computes it. */
export async function digestHex(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
