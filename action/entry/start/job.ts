import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ProgressEvent } from '../../core/services/telemetry-service.ts';
import { Failure } from '../../domain/failure.ts';
import { dist, distIsFresh } from '../built.ts';
import { DoorResult } from '../result-line.ts';

const Progress = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('stage'),
    stage: z.string(),
    status: z.enum(['started', 'succeeded', 'failed', 'blocked']),
    elapsedMs: z.number(),
    detail: z.string().optional(),
  }),
  z.object({ kind: z.literal('note'), text: z.string() }),
]);

export interface JobEnd {
  readonly result: DoorResult | undefined;
  readonly exitCode: number | null;
  readonly wallMs: number;
}

export interface Job {
  readonly process: ChildProcess;
  readonly ended: Promise<JobEnd>;
}

/**
 * Runs a door the way a runner does: a fresh process that has what its environment says and
 * nothing of ours. Its standard output is JSON lines; its last one is the result. What it says
 * on standard error goes to ours, unless somebody listens.
 */
export function startJob(
  doorName: 'propose' | 'publish',
  environment: Readonly<Record<string, string>>,
  cwd: string,
  onProgress: (event: ProgressEvent) => void,
  onError: (text: string) => void = (text) => void process.stderr.write(text),
): Job {
  const startedAt = Date.now();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', programOf(doorName)],
    {
      cwd,
      env: { ...environment, PATCHPLANE_LOG: 'json' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stderr.setEncoding('utf8').on('data', onError);
  let result: DoorResult | undefined;
  const lines = createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY });
  lines.on('line', (line) => {
    const value = parse(line);
    const progress = Progress.safeParse(value);
    if (progress.success) onProgress(progressOf(progress.data));
    else result = DoorResult.safeParse(value).data ?? result;
  });
  const ended = new Promise<JobEnd>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(
        new Failure({
          code: 'unavailable',
          tell: `The ${doorName} job could not be started.`,
          cause,
        }),
      ),
    );
    // `close` comes after standard output ended: the result line has been read by then.
    child.once('close', (exitCode) =>
      resolve({ result, exitCode, wallMs: Date.now() - startedAt }),
    );
  });
  return { process: child, ended };
}

/** The bundle that ships, which starts fastest; the source while dist is behind it. */
function programOf(doorName: 'propose' | 'publish'): string {
  bundled ??= distIsFresh();
  return bundled
    ? join(dist, doorName, 'index.js')
    : join(import.meta.dirname, '..', `${doorName}.ts`);
}

let bundled: boolean | undefined;

function progressOf(event: z.infer<typeof Progress>): ProgressEvent {
  if (event.kind === 'note') return event;
  const { detail, ...rest } = event;
  return detail === undefined ? rest : { ...rest, detail };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
