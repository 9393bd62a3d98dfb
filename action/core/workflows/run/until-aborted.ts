/**
 * Ends an async iteration with the signal's reason the moment it fires, also while the
 * iteration waits for its next item.
 */
export async function* untilAborted<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncIterable<Item> {
  const iterator = items[Symbol.asyncIterator]();
  const aborted = Promise.withResolvers<never>();
  // Nobody waits for it between two items; that must not count as unhandled.
  aborted.promise.catch(() => undefined);
  const fail = () => aborted.reject(signal.reason);
  if (signal.aborted) fail();
  signal.addEventListener('abort', fail, { once: true });
  try {
    while (true) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', fail);
  }
}
