/** Keeps a stream's first bytes, uninterpreted, up to a limit. */
export interface ByteLog {
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array;
  truncated(): boolean;
}

export function createByteLog(limitBytes: number): ByteLog {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let dropped = false;
  return {
    add(chunk) {
      const kept = chunk.slice(0, limitBytes - size);
      if (kept.length > 0) chunks.push(kept);
      size += kept.length;
      dropped ||= kept.length < chunk.length;
    },
    bytes: () => Buffer.concat(chunks),
    truncated: () => dropped,
  };
}
