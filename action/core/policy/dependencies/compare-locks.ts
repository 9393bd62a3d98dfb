import { plainText } from '../place.ts';
import type { DependencyChange } from './dependency-fact.ts';
import { hostOf, isPlainText, type Locked, strengthOf } from './locked.ts';

/** One observation about one package; the file is known to whoever asked. */
export interface PackageNote {
  readonly change: DependencyChange;
  readonly name: string;
  readonly detail: string;
}

/**
 * What a lockfile says after the change that it did not say before, package by package. Every
 * pinned package of the new file is looked at; what stood there before excuses itself only.
 */
export function compareLocks(
  before: readonly Locked[],
  after: readonly Locked[],
  /** Hosts of the ecosystem's own registry, for a lockfile that is new. */
  usualHosts: readonly string[],
): readonly PackageNote[] {
  const old = indexOf(before);
  const fresh = after.filter((entry) => !old.same.has(identityOf(entry)));
  return [
    ...fresh.flatMap((entry) => notesOn(entry, old, usualHosts)),
    ...goneFrom(before, after).map((name) => note('removed', name, 'removed')),
  ];
}

interface Before {
  readonly same: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, readonly Locked[]>;
  readonly hosts: ReadonlySet<string>;
  readonly hadIntegrity: boolean;
}

function indexOf(before: readonly Locked[]): Before {
  const byName = new Map<string, Locked[]>();
  for (const entry of before) {
    const known = byName.get(entry.name);
    if (known) known.push(entry);
    else byName.set(entry.name, [entry]);
  }
  const hosts = before.flatMap(({ source, address }) =>
    source === 'registry' && address ? (hostOf(address) ?? []) : [],
  );
  return {
    same: new Set(before.map(identityOf)),
    byName,
    hosts: new Set(hosts),
    hadIntegrity: before.some(({ integrity }) => integrity.length > 0),
  };
}

function identityOf(entry: Locked): string {
  return (
    JSON.stringify(entry, ['name', 'version', 'source', 'address', 'integrity', 'runsAtInstall']) +
    entry.integrity.join(' ')
  );
}

function notesOn(entry: Locked, old: Before, usualHosts: readonly string[]): PackageNote[] {
  const { name, version } = entry;
  const known = old.byName.get(name);
  const twin = known?.find((other) => other.version === version);
  const notes = [whatChanged(entry, known, twin)].flat();
  notes.push(...originNotes(entry, known, twin, old, usualHosts));
  notes.push(...integrityNotes(entry, known, twin, old));
  if (entry.runsAtInstall && !known?.some(({ runsAtInstall }) => runsAtInstall))
    notes.push(note('install-script', name, 'runs code when it is installed'));
  return notes;
}

function whatChanged(
  { name, version }: Locked,
  known: readonly Locked[] | undefined,
  twin: Locked | undefined,
): PackageNote[] {
  if (twin) return [];
  if (!known) return [note('added', name, `added at ${version || 'no version'}`)];
  return [note('updated', name, `${known[0]?.version ?? ''} to ${version}`)];
}

function originNotes(
  entry: Locked,
  known: readonly Locked[] | undefined,
  twin: Locked | undefined,
  old: Before,
  usualHosts: readonly string[],
): PackageNote[] {
  const { name, source, address } = entry;
  if (source === 'local') return [];
  if (address && isPlainText(address))
    return [note('registry-host', name, `is fetched without encryption from ${address}`)];
  const host = address === undefined ? undefined : (hostOf(address) ?? address);
  if (source !== 'registry') {
    const before = known?.some(
      (other) => other.source === source && hostOf(other.address ?? '') === hostOf(address ?? ''),
    );
    return before ? [] : [note('foreign-source', name, `comes from ${address ?? source}`)];
  }
  if (host === undefined) return [];
  const twinHost = twin?.address === undefined ? undefined : hostOf(twin.address);
  if (twinHost !== undefined && twinHost !== host)
    return [note('registry-host', name, `comes from ${host}, came from ${twinHost}`)];
  const trusted = old.hosts.size > 0 ? [...old.hosts] : usualHosts;
  return trusted.includes(host) ? [] : [note('registry-host', name, `comes from ${host}`)];
}

function integrityNotes(
  { name, version, source, integrity }: Locked,
  known: readonly Locked[] | undefined,
  twin: Locked | undefined,
  old: Before,
): PackageNote[] {
  if (source === 'local' || source === 'git') return [];
  if (integrity.length === 0) {
    const demanded = old.hadIntegrity || known?.some((other) => other.integrity.length > 0);
    return demanded ? [note('weak-integrity', name, `${version} has no digest`)] : [];
  }
  const reference = twin ?? known?.find((other) => other.integrity.length > 0);
  if (reference && strengthOf(integrity) < strengthOf(reference.integrity))
    return [note('weak-integrity', name, `${version} has a weaker digest than before`)];
  const sameStrength = twin && strengthOf(integrity) === strengthOf(twin.integrity);
  const agrees = twin?.integrity.some((digest) => integrity.includes(digest));
  if (sameStrength && !agrees)
    return [note('weak-integrity', name, `${version} has another digest than before`)];
  return [];
}

function goneFrom(before: readonly Locked[], after: readonly Locked[]): readonly string[] {
  const names = new Set(after.map(({ name }) => name));
  return [...new Set(before.map(({ name }) => name))].filter((name) => !names.has(name));
}

export function note(change: DependencyChange, name: string, detail: string): PackageNote {
  return { change, name: name === '' ? '' : plainText(name), detail: plainText(detail) };
}
