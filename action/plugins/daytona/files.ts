import type { Sandbox, UploadFile } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import { type DaytonaClient, repeatable, transfer } from './daytona-client.ts';

export async function upload(
  client: DaytonaClient,
  sandbox: Sandbox,
  files: readonly UploadFile[],
): Promise<void> {
  if (files.length === 0) return;
  const sources = files.map(({ path, content }) => ({
    source: Buffer.from(content),
    destination: path,
  }));
  await client.inside(
    sandbox.id,
    'upload files',
    ({ fs }) => fs.uploadFiles(sources, seconds(client)),
    transfer(client),
  );
}

/** `maxBytes` is for each file. */
export async function collect(
  client: DaytonaClient,
  sandbox: Sandbox,
  paths: readonly string[],
  maxBytes: number,
): Promise<(Uint8Array | undefined)[]> {
  for (const path of paths) requireCollectable(path, sandbox);
  const contents: (Uint8Array | undefined)[] = [];
  for (const path of paths) contents.push(await collectOne(client, sandbox.id, path, maxBytes));
  return contents;
}

/** A path that somebody inside made up must not turn into a request for something else. */
function requireCollectable(path: string, { workspace, scratch }: Sandbox): void {
  const inside = [workspace, scratch, '/tmp'].some((folder) => path.startsWith(`${folder}/`));
  const steps = path.split('/').slice(1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const plain = !/[\u0000-\u001f\u007f]/.test(path) && path.length <= 4_096;
  if (inside && plain && steps.every((step) => !['', '.', '..'].includes(step))) return;
  throw new Failure({
    code: 'misconfigured',
    tell: 'A file was to be collected from outside the workspace, the scratch folder and /tmp of a sandbox; name it by its absolute path in one of them.',
  });
}

/** Asks for the size first: what is too large is not fetched at all. */
async function collectOne(
  client: DaytonaClient,
  id: string,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const details = await unlessMissing(() =>
    client.inside(id, 'look at a file', ({ fs }) => fs.getFileDetails(path), repeatable),
  );
  if (!details) return undefined;
  if (details.isDir) throw notAFile();
  if (details.size > maxBytes) throw tooLarge(maxBytes);
  const content = await fetchFile(client, id, path, maxBytes);
  if (content && content.length !== details.size) throw notWhole();
  return content;
}

/** Throws `too-large` while it reads, because a file may be larger than it said. */
export async function fetchFile(
  client: DaytonaClient,
  id: string,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const fetched = await fetchBeginning(client, id, path, maxBytes);
  if (fetched?.more) throw tooLarge(maxBytes);
  return fetched?.bytes;
}

/** The first `maxBytes` of a file; undefined where there is none. */
export function fetchBeginning(
  client: DaytonaClient,
  id: string,
  path: string,
  maxBytes: number,
): Promise<Beginning | undefined> {
  return unlessMissing(() =>
    client.inside(
      id,
      'download a file',
      async ({ fs }) => drain(await fs.downloadFileStream(path, seconds(client)), maxBytes),
      transfer(client),
    ),
  );
}

interface Beginning {
  readonly bytes: Uint8Array;
  /** Whether the file goes on after that. */
  readonly more: boolean;
}

async function unlessMissing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return undefined;
    throw error;
  }
}

/** Counts while it reads: memory never holds more than one piece beyond `maxBytes`. */
async function drain(stream: AsyncIterable<unknown>, maxBytes: number): Promise<Beginning> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    chunks.push(chunk);
    if (size > maxBytes) break;
  }
  const bytes = Buffer.concat(chunks);
  return { bytes: bytes.subarray(0, maxBytes), more: size > maxBytes };
}

function seconds({ patience }: DaytonaClient): number {
  return Math.ceil(patience.transferMs / 1_000);
}

function tooLarge(maxBytes: number): Failure {
  return new Failure({
    code: 'too-large',
    tell: `A file in the sandbox is larger than the ${maxBytes} bytes that may be collected; make it smaller or raise the limit.`,
  });
}

function notWhole(): Failure {
  return new Failure({
    code: 'invalid-answer',
    tell: 'A file in the sandbox did not arrive whole, or changed while it was read; run the request again.',
    retryable: true,
  });
}

function notAFile(): Failure {
  return new Failure({
    code: 'invalid-answer',
    tell: 'A folder was found in the sandbox where a file was expected.',
  });
}
