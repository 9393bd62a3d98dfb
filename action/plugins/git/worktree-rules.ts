import { Buffer } from 'node:buffer';
import type { UntrustedWorktree } from '../../core/services/source-control-service.ts';
import { printablePath } from '../../domain/path-bytes.ts';
import type { CandidateLimits } from './limits.ts';
import { whyPathRefused } from './path-rules.ts';

/**
 * Why a work tree is refused as a whole, or undefined. Names that differ only in case pass:
 * git keeps them apart, and policy may still object.
 */
export function whyRefused(
  { written, deleted }: UntrustedWorktree,
  limits: CandidateLimits,
): string | undefined {
  const count = written.length + deleted.length;
  if (count > limits.files)
    return `The candidate touches ${count} files; at most ${limits.files} are allowed.`;
  const bytes = written.reduce((sum, file) => sum + file.content.length, 0);
  if (bytes > limits.contentBytes)
    return `The candidate writes ${bytes} bytes; at most ${limits.contentBytes} are allowed.`;

  const seen = new Set<string>();
  for (const path of [...written.map((file) => file.path), ...deleted]) {
    const because = whyPathRefused(path, limits.pathBytes) ?? whyRepeated(path, seen);
    if (because) return `The path ${printablePath(path)} is refused: ${because}.`;
  }
  return undefined;
}

function whyRepeated(path: Uint8Array, seen: Set<string>): string | undefined {
  const key = pathKey(path);
  if (seen.has(key)) return 'it is named twice';
  seen.add(key);
  return undefined;
}

/** A path's bytes as a string with one character per byte, for maps and sets. */
export function pathKey(path: Uint8Array): string {
  return Buffer.from(path).toString('latin1');
}
