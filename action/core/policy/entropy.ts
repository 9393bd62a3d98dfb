/** Shannon entropy in bits per character. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  const size = [...value].length;
  return [...counts.values()].reduce(
    (sum, count) => sum - (count / size) * Math.log2(count / size),
    0,
  );
}
