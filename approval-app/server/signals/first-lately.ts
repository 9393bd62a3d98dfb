const mostKept = 10_000;

/**
 * Tells the first of several looks from the ones that follow within `forMs`: somebody who turns the
 * pages of one report views it once. Kept in memory: another process may count it once more.
 */
export function createFirstLately(forMs: number, now: () => number = Date.now) {
  const lately = new Map<string, number>();
  return (key: string): boolean => {
    const at = now();
    const last = lately.get(key);
    if (last !== undefined && at - last < forMs) return false;
    if (lately.size >= mostKept) lately.clear();
    lately.set(key, at);
    return true;
  };
}
