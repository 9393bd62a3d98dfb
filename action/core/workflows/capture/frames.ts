import { z } from 'zod';
import { decodeBase64 } from '../../../domain/base64.ts';
import { printablePath } from '../../../domain/path-bytes.ts';
import type { UntrustedFile } from '../../services/source-control-service.ts';
import { type Captured, captured, type Refused, refused } from './captured.ts';
import { EndLine, WirePath } from './wire.ts';

const Header = z.union([
  z.strictObject({
    p: WirePath,
    m: z.enum(['100644', '100755', '120000']),
    s: z.int().nonnegative(),
  }),
  z.strictObject({ p: WirePath, e: z.string().max(40) }),
  EndLine,
]);
type Header = z.infer<typeof Header>;

/** A file that was asked for and could not be read. */
interface Unread {
  readonly path: Uint8Array;
  readonly code: string;
}

interface Frames {
  readonly files: readonly UntrustedFile[];
  readonly unread: readonly Unread[];
}

const newline = 0x0a;
const maxHeaderBytes = 16 * 1024;

/** Files as the collector packs them: a header line, then as many bytes as it says, to the end line. */
export function readFrames(bytes: Uint8Array, what: string): Captured<Frames> {
  const files: UntrustedFile[] = [];
  const unread: Unread[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.subarray(at, at + maxHeaderBytes).indexOf(newline);
    const header = end < 0 ? undefined : readHeader(bytes.subarray(at, at + end));
    if (!header) return garbled(what);
    at += end + 1;
    if ('end' in header) return ended(header, at === bytes.length, { files, unread }, what);
    const path = decodeBase64(header.p);
    if (!path) return garbled(what);
    if ('e' in header) unread.push({ path, code: header.e });
    else {
      if (at + header.s > bytes.length) return garbled(what);
      files.push({ path, mode: header.m, content: bytes.subarray(at, at + header.s) });
      at += header.s;
    }
  }
  return garbled(what);
}

/** The first file that was there and could not be read; leaving it out would hide a change. */
export function whyUnread({ unread }: Frames): Refused | undefined {
  const [first] = unread;
  if (!first) return undefined;
  return refused(
    `The changed file ${printablePath(first.path)} could not be read (${printable(first.code)}).`,
  );
}

function ended(header: EndLine, last: boolean, frames: Frames, what: string): Captured<Frames> {
  if (!last || header.count !== frames.files.length + frames.unread.length) return garbled(what);
  return header.complete ? captured(frames) : refused(`The ${what} are too large.`);
}

function readHeader(line: Uint8Array): Header | undefined {
  try {
    return Header.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line)));
  } catch {
    return undefined;
  }
}

function printable(code: string): string {
  return code.replace(/[^A-Za-z0-9]/g, '');
}

function garbled(what: string): Refused {
  return refused(`The ${what} came out of the sandbox incomplete or garbled.`);
}
