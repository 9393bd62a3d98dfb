/**
 * Whether GitHub signed these bytes with the secret (`X-Hub-Signature-256`), compared in constant
 * time. Without a secret nothing is ever valid.
 */
export async function isSigned(
  secret: string | undefined,
  rawBody: Uint8Array,
  signature: string,
): Promise<boolean> {
  const text = exactText(rawBody);
  if (!secret || !signature || !text) return false;
  // Only a server that takes webhooks needs it; on a runner nothing is signed.
  const { Webhooks } = await import('@octokit/webhooks');
  return await new Webhooks({ secret }).verify(text, signature);
}

/**
 * The library takes text. Bytes that are no UTF-8 have no text that stands for them and nothing
 * else, so that a signature for other bytes could fit: they were never signed by GitHub.
 */
function exactText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
