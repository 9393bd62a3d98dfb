/** By UTF-16 code units, the same for everybody; what has one key keeps its order. */
export function sortBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((left, right) => compareText(left.key, right.key))
    .map(({ item }) => item);
}

export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
