import { note, type PackageNote } from './compare-locks.ts';
import { type Declared, hostOf, isPlainText, type Manifest } from './locked.ts';

/** What a manifest asks for after the change that it did not ask for before. */
export function compareManifests(before: Manifest, after: Manifest): readonly PackageNote[] {
  const old = new Map(before.declared.map((entry) => [entry.name, entry]));
  const names = new Set(after.declared.map(({ name }) => name));
  return [
    ...after.declared.flatMap((entry) => notesOn(entry, old.get(entry.name))),
    ...[...old.keys()]
      .filter((name) => !names.has(name))
      .map((name) => note('removed', name, 'removed')),
    ...newTexts(before.installScripts, after.installScripts).map((script) =>
      note('install-script', '', `The project itself runs ${script}`),
    ),
    ...newTexts(before.indexes, after.indexes).map((index) =>
      note('registry-host', '', `Packages may come from ${hostOf(index) ?? index}`),
    ),
  ];
}

function notesOn(entry: Declared, old: Declared | undefined): readonly PackageNote[] {
  const { name, spec, source, integrity } = entry;
  if (old && old.spec === spec && old.integrity.join() === integrity.join()) return [];
  const changed = old
    ? note('updated', name, `${old.spec || 'any version'} to ${spec || 'any version'}`)
    : note('added', name, `added at ${spec || 'any version'}`);
  const foreign = source === 'git' || source === 'url';
  return [
    changed,
    ...(foreign && spec !== old?.spec ? [note('foreign-source', name, `comes from ${spec}`)] : []),
    ...(isPlainText(spec)
      ? [note('registry-host', name, `is fetched without encryption from ${spec}`)]
      : []),
    ...(old && old.integrity.length > 0 && integrity.length === 0
      ? [note('weak-integrity', name, 'has no digest any more')]
      : []),
    ...(old &&
    old.spec === spec &&
    integrity.length > 0 &&
    old.integrity.length > 0 &&
    !old.integrity.some((digest) => integrity.includes(digest))
      ? [note('weak-integrity', name, 'has another digest than before')]
      : []),
  ];
}

function newTexts(before: readonly string[], after: readonly string[]): readonly string[] {
  return [...new Set(after)].filter((text) => !before.includes(text));
}
