const mostItems = 200;
const mostBytes = 1024 * 1024;

/** Splits a list so that no call grows beyond what the ledger takes at once. */
export function batches<Item>(items: readonly Item[]): Item[][] {
  const done: Item[][] = [];
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = JSON.stringify(item).length;
    if (batch.length > 0 && (batch.length === mostItems || bytes + size > mostBytes)) {
      done.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  return batch.length > 0 ? [...done, batch] : done;
}
