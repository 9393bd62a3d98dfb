/** Pi is 8 MB; what is much more is not Pi. */
const mostBytes = 64 * 1024 * 1024;
const timeoutMs = 2 * 60_000;

/**
 * The bytes at this address; undefined for whatever goes wrong, because npm may know better
 * how to get there (a proxy, a token). Nothing is believed of them: the caller has a digest.
 */
export async function fetchTarball(url: string): Promise<Buffer | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok || !response.body) return undefined;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size > mostBytes) return undefined;
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}
