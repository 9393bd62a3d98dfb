import { encodeBase64 } from '../../../domain/base64.ts';
import { printablePath } from '../../../domain/path-bytes.ts';
import type { BaseFile, UntrustedFile } from '../../services/source-control-service.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { type Captured, captured, refused } from './captured.ts';
import type { Listed } from './listing.ts';

interface SortedChanges {
  readonly wanted: readonly Listed[];
  readonly deleted: readonly Uint8Array[];
}

type AskIgnored = (
  rules: readonly UntrustedFile[],
  untracked: readonly Uint8Array[],
) => Promise<ReadonlySet<string>>;

/**
 * What belongs to the candidate. Ignore rules leave out what the base does not track, never
 * what it tracks; whatever is left and is neither file, link nor gap is refused, because a
 * patch can not say it.
 */
export async function sortChanges(
  listing: { readonly listed: readonly Listed[]; readonly rules: readonly UntrustedFile[] },
  base: readonly BaseFile[],
  ask: AskIgnored,
  limits: CaptureLimits,
): Promise<Captured<SortedChanges>> {
  const tracked = new Set(base.map((file) => encodeBase64(file.path)));
  const untracked = listing.listed.filter(({ p }) => !tracked.has(p));
  const ignored = await ask(
    listing.rules,
    untracked.map(({ path }) => path),
  );
  const relevant = listing.listed.filter(({ p }) => tracked.has(p) || !ignored.has(p));

  const because = relevant.map(whyImpossible).find(Boolean) ?? whyTooMuch(relevant, limits);
  if (because) return refused(because);
  return captured({
    wanted: relevant.filter(({ k }) => k === 'file' || k === 'link'),
    deleted: relevant.filter(({ k }) => k === 'deleted').map(({ path }) => path),
  });
}

function whyImpossible(listed: Listed): string | undefined {
  const path = printablePath(listed.path);
  switch (listed.k) {
    case 'file':
    case 'link':
    case 'deleted':
      return undefined;
    case 'repository':
      return `There is a git repository inside the work tree: ${path}.`;
    case 'special':
      return `The work tree holds a ${listed.t}, which a patch can not hold: ${path}.`;
    case 'unreadable':
      return `The path ${path} could not be read.`;
  }
}

function whyTooMuch(relevant: readonly Listed[], limits: CaptureLimits): string | undefined {
  if (relevant.length > limits.files)
    return `The candidate touches ${relevant.length} files; at most ${limits.files} are allowed.`;
  const bytes = relevant.reduce((sum, listed) => sum + (listed.k === 'file' ? listed.s : 0), 0);
  return bytes > limits.contentBytes
    ? `The candidate writes ${bytes} bytes; at most ${limits.contentBytes} are allowed.`
    : undefined;
}
