import type { Sandbox, UploadFile } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { DaytonaClient } from './daytona-client.ts';

const transferSeconds = 300;

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
  await client.inside(sandbox.id, 'upload files', ({ fs }) =>
    fs.uploadFiles(sources, transferSeconds),
  );
}

/** `maxBytes` is for each file. */
export async function collect(
  client: DaytonaClient,
  sandbox: Sandbox,
  paths: readonly string[],
  maxBytes: number,
): Promise<(Uint8Array | undefined)[]> {
  const contents: (Uint8Array | undefined)[] = [];
  for (const path of paths) contents.push(await collectOne(client, sandbox.id, path, maxBytes));
  return contents;
}

/** Asks for the size first: what is too large is not fetched at all. */
async function collectOne(
  client: DaytonaClient,
  id: string,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  const details = await unlessMissing(() =>
    client.inside(id, 'look at a file', ({ fs }) => fs.getFileDetails(path)),
  );
  if (!details) return undefined;
  if (details.isDir) throw notAFile();
  if (details.size > maxBytes) throw tooLarge(maxBytes);
  return fetchFile(client, id, path, maxBytes);
}

/** Counts while it reads, because a file may be larger than it said. */
export function fetchFile(
  client: DaytonaClient,
  id: string,
  path: string,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  return unlessMissing(() =>
    client.inside(id, 'download a file', async ({ fs }) =>
      drain(await fs.downloadFileStream(path, transferSeconds), maxBytes),
    ),
  );
}

async function unlessMissing<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return undefined;
    throw error;
  }
}

async function drain(stream: AsyncIterable<unknown>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): Failure {
  return new Failure({
    code: 'too-large',
    tell: `A file in the sandbox is larger than the ${maxBytes} bytes that may be collected; make it smaller or raise the limit.`,
  });
}

function notAFile(): Failure {
  return new Failure({
    code: 'invalid-answer',
    tell: 'A folder was found in the sandbox where a file was expected.',
  });
}
