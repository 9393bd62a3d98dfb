import type { Transcript } from '../../core/services/sandbox-service.ts';
import type { DaytonaClient } from './daytona-client.ts';
import { fetchBeginning } from './files.ts';

/** The shim's copies of both streams. */
export function transcriptFiles(folder: string): Record<'stdout' | 'stderr', string> {
  return { stdout: `${folder}/shim.out`, stderr: `${folder}/shim.err` };
}

export async function readTranscript(
  client: DaytonaClient,
  sandboxId: string,
  folder: string,
  maxBytes: number,
): Promise<Transcript> {
  const files = transcriptFiles(folder);
  const [out, err] = await Promise.all(
    [files.stdout, files.stderr].map((path) => fetchBeginning(client, sandboxId, path, maxBytes)),
  );
  const nothing = new Uint8Array();
  return {
    stdout: out?.bytes ?? nothing,
    stderr: err?.bytes ?? nothing,
    // A file that is not there is lost output, which is never the same as no output.
    truncated: !out || !err || out.more || err.more,
  };
}
