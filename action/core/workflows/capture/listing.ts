import { z } from 'zod';
import { decodeBase64 } from '../../../domain/base64.ts';
import { type Captured, captured, type Refused, refused } from './captured.ts';
import { EndLine, WirePath } from './wire.ts';

/** One path that is not as in the base. */
const ListedPath = z.discriminatedUnion('k', [
  z.strictObject({
    k: z.literal('file'),
    p: WirePath,
    m: z.enum(['100644', '100755']),
    s: z.int().nonnegative(),
  }),
  z.strictObject({ k: z.literal('link'), p: WirePath }),
  z.strictObject({ k: z.literal('deleted'), p: WirePath }),
  z.strictObject({ k: z.literal('repository'), p: WirePath }),
  z.strictObject({
    k: z.literal('special'),
    p: WirePath,
    t: z.enum(['named pipe', 'socket', 'device']),
  }),
  z.strictObject({ k: z.literal('unreadable'), p: WirePath, e: z.string().max(40) }),
]);
type ListedPath = z.infer<typeof ListedPath>;

/** A listed path with its bytes; `p` stays its key. */
export type Listed = ListedPath & { readonly path: Uint8Array };

/** The collector's list, whole or not at all. Every path occurs once. */
export function readListing(bytes: Uint8Array): Captured<readonly Listed[]> {
  const lines = readLines(bytes);
  const end = EndLine.safeParse(lines?.at(-1));
  if (!lines || !end.success || end.data.count !== lines.length - 1) return garbled();
  if (!end.data.complete)
    return refused(
      `More than ${end.data.count} paths differ from the base, or its .gitignore files are too large.`,
    );

  const listed = new Map<string, Listed>();
  for (const line of lines.slice(0, -1)) {
    const entry = ListedPath.safeParse(line);
    const path = entry.success ? decodeBase64(entry.data.p) : undefined;
    if (!entry.success || !path || listed.has(entry.data.p)) return garbled();
    listed.set(entry.data.p, { ...entry.data, path });
  }
  return captured([...listed.values()]);
}

function readLines(bytes: Uint8Array): readonly unknown[] | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.endsWith('\n')) return undefined;
    return text
      .slice(0, -1)
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  } catch {
    return undefined;
  }
}

function garbled(): Refused {
  return refused('The list of changed files came out of the sandbox incomplete or garbled.');
}
