/** Bytes from one who pushes to one who pulls. What was pushed is delivered before an error. */
export interface ByteQueue extends AsyncIterable<Uint8Array> {
  push(bytes: Uint8Array): void;
  end(error?: unknown): void;
}

export function createByteQueue(): ByteQueue {
  const waiting: Uint8Array[] = [];
  let ended: { readonly error?: unknown } | undefined;
  let wake = (): void => {};

  return {
    push(bytes) {
      if (ended) return;
      waiting.push(bytes);
      wake();
    },
    end(error) {
      ended ??= error === undefined ? {} : { error };
      wake();
    },
    async *[Symbol.asyncIterator]() {
      for (;;) {
        for (let next = waiting.shift(); next; next = waiting.shift()) yield next;
        if (ended && 'error' in ended) throw ended.error;
        if (ended) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
