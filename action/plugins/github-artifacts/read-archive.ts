import type { Readable } from 'node:stream';
import { Failure } from '../../domain/failure.ts';

export interface ArchiveLimits {
  readonly entries: number;
  readonly totalBytes: number;
  /** How many times larger than the archive its content may be. */
  readonly ratio: number;
}

/** 4,000 files, 256 MB, 200 times: a bundle has a few dozen files of text. */
const defaultLimits: ArchiveLimits = {
  entries: 4_000,
  totalBytes: 256 * 1024 * 1024,
  ratio: 200,
};

/**
 * The files of a ZIP archive, in memory. Everything about its entries is checked before one byte
 * is unpacked: an archive with a name that leads out of it, a link, a name twice or more content
 * than it should have is refused whole, as `Failure` `tampered` or `too-large`.
 */
export async function readArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits = defaultLimits,
): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    return await unpack(bytes, limits);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure({ code: 'tampered', tell: 'The bundle is not a sound ZIP archive.', cause });
  }
}

interface Listed {
  readonly fileName: string;
  readonly uncompressedSize: number;
  readonly externalFileAttributes: number;
  isEncrypted(): boolean;
}

async function unpack(
  bytes: Uint8Array,
  limits: ArchiveLimits,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { fromBufferPromise } = await import('yauzl');
  const zip = await fromBufferPromise(Buffer.from(bytes), {
    lazyEntries: true,
    strictFileNames: true,
    validateEntrySizes: true,
  });
  if (zip.entryCount > limits.entries) throw tooLarge(`it lists ${zip.entryCount} files`);
  const entries = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  checkEntries(entries, bytes.length, limits);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    // The library stops with an error at the first byte beyond what the entry says of itself.
    files.set(entry.fileName, await readAll(await zip.openReadStreamPromise(entry)));
  }
  return files;
}

function checkEntries(
  entries: readonly Listed[],
  archiveBytes: number,
  { totalBytes, ratio }: ArchiveLimits,
): void {
  const seen = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const because = unusable(entry);
    if (because) throw tampered(`${JSON.stringify(entry.fileName)} ${because}`);
    // Two names that one file system takes for the same file are one name.
    const folded = entry.fileName.normalize('NFC').toLowerCase().replace(/\/$/, '');
    if (seen.has(folded)) throw tampered(`${JSON.stringify(entry.fileName)} is in it twice`);
    seen.add(folded);
    total += entry.uncompressedSize;
  }
  if (total > totalBytes) throw tooLarge(`it holds ${total} bytes`);
  if (total > archiveBytes * ratio)
    throw tooLarge(`it grows from ${archiveBytes} to ${total} bytes`);
}

/** Names as a bundle has them; nothing that any system reads as something else. */
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,8}\/?$/;
const fileTypes = 0o170000;
const plainTypes: readonly number[] = [0, 0o100000, 0o040000];

function unusable(entry: Listed): string | undefined {
  const { fileName, externalFileAttributes } = entry;
  if (!plainName.test(fileName)) return 'is not the name of a file in a bundle';
  if (!plainTypes.includes((externalFileAttributes >>> 16) & fileTypes))
    return 'is not a plain file';
  if (entry.isEncrypted()) return 'is encrypted';
  return undefined;
}

async function readAll(stream: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(chunks));
}

function tampered(because: string): Failure {
  return new Failure({ code: 'tampered', tell: `The bundle was not unpacked: ${because}.` });
}

function tooLarge(because: string): Failure {
  return new Failure({ code: 'too-large', tell: `The bundle was not unpacked: ${because}.` });
}
