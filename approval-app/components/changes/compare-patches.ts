/** How one file's part of a patch stands to the other patch's. */
export interface PartChange {
  /** As the header of the part has it; untrusted. */
  readonly name: string;
  readonly status: 'same' | 'changed' | 'added' | 'gone';
  readonly before: string;
  readonly after: string;
}

/** Both patches, file by file, what differs first. Position and blob ids of a hunk do not count. */
export function comparePatches(before: string, after: string): readonly PartChange[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  const names = [...new Set([...is.keys(), ...was.keys()])];
  return names
    .map((name): PartChange => {
      const [old, now] = [was.get(name), is.get(name)];
      if (old === undefined) return { name, status: 'added', before: '', after: now ?? '' };
      if (now === undefined) return { name, status: 'gone', before: old, after: '' };
      const same = settled(old) === settled(now);
      return { name, status: same ? 'same' : 'changed', before: old, after: now };
    })
    .sort((left, right) => order.indexOf(left.status) - order.indexOf(right.status));
}

const order: readonly PartChange['status'][] = ['changed', 'added', 'gone', 'same'];

function partsOf(patch: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of patch.split(/^(?=diff --git )/m)) {
    if (part === '') continue;
    const header = part.slice('diff --git '.length, part.indexOf('\n'));
    // A file that becomes a link is two parts under one name.
    parts.set(header, `${parts.get(header) ?? ''}${part}`);
  }
  return parts;
}

/** The part without what moves when only the base does. */
function settled(part: string): string {
  return part
    .replace(/^index [0-9a-f]+\.\.[0-9a-f]+/gm, 'index')
    .replace(/^@@ -[0-9,]+ \+[0-9,]+ @@.*$/gm, '@@');
}

/** `a/src/page.ts b/src/page.ts` as people say it. */
export function partName(name: string): string {
  const half = (name.length - 1) / 2;
  const [left, right] = [name.slice(0, half), name.slice(half + 1)];
  const plain = left.startsWith('a/') && right.startsWith('b/') && left.slice(2) === right.slice(2);
  return plain ? left.slice(2) : name;
}

/** What one part takes away and puts there, so that two of them can be compared line by line. */
export function changedLines(part: string): string {
  const hunk = part.indexOf('\n@@ ');
  const lines = (hunk < 0 ? part : part.slice(hunk + 1)).split('\n');
  return (hunk < 0 ? lines : lines.filter((line) => /^[+-]/.test(line))).join('\n');
}
