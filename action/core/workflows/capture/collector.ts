import { encodeBase64 } from '../../../domain/base64.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Sandbox, SandboxService } from '../../services/sandbox-service.ts';
import type { BaseFile, UntrustedFile } from '../../services/source-control-service.ts';
import type { CaptureLimits } from './capture-limits.ts';
import { type Captured, captured, refused } from './captured.ts';
import { readFrames, whyUnread } from './frames.ts';
import { type Listed, readListing } from './listing.ts';

/** The program that looks at the work tree from inside, and the node that runs it. */
export interface CollectorTools {
  readonly collector: Uint8Array;
  /** Compiled beforehand it starts faster; node takes the source as it is, too. */
  readonly language?: 'mts' | 'mjs';
  /** Absolute path inside, where the sandbox does not tell: no PATH of the agent's is asked. */
  readonly nodeBin: string;
}

interface Collector {
  /** What differs from the base, and the ignore rules of the work tree. */
  list(base: readonly BaseFile[]): Promise<Captured<Listing>>;
  /** The contents of exactly these paths. */
  pack(wanted: readonly Listed[]): Promise<Captured<readonly UntrustedFile[]>>;
}

interface Listing {
  readonly listed: readonly Listed[];
  readonly rules: readonly UntrustedFile[];
}

/**
 * Both steps leave their result in the scratch folder, under a name that nobody inside could
 * know before; it is decoded here and believed in nothing.
 */
export function createCollector(place: {
  readonly service: SandboxService;
  readonly sandbox: Sandbox;
  readonly tools: CollectorTools;
  readonly limits: CaptureLimits;
  readonly name: string;
}): Collector {
  const { service, sandbox, tools, limits } = place;
  const at = (part: string) => `${sandbox.scratch}/${place.name}-${part}`;
  const program = at(`collect.${tools.language ?? 'mts'}`);
  const run = (args: readonly string[], outputs: readonly string[], maxBytes: number) =>
    runInside({ service, sandbox, tools, limits, program }, args, outputs, maxBytes);

  return {
    async list(base) {
      await service.upload(sandbox, [
        { path: program, content: tools.collector },
        { path: at('base'), content: lines(base.map(baseLine)) },
      ]);
      const algorithm = base.some((file) => file.blob.length === 64) ? 'sha256' : 'sha1';
      const caps = [String(limits.listedPaths), String(limits.ruleBytes)];
      const outputs = [at('listing'), at('rules')];
      // A listed path takes some hundred bytes; hostile long ones hit the byte limit first.
      const maxBytes = limits.listedPaths * 300 + limits.ruleBytes * 2;
      const came = await run(
        ['list', sandbox.workspace, at('base'), ...outputs, algorithm, ...caps],
        outputs,
        maxBytes,
      );
      return came.kind === 'refused' ? came : readList(came.value);
    },
    async pack(wanted) {
      await service.upload(sandbox, [
        { path: at('wanted'), content: lines(wanted.map((file) => file.p)) },
      ]);
      const came = await run(
        ['pack', sandbox.workspace, at('wanted'), at('frames'), String(limits.contentBytes)],
        [at('frames')],
        limits.contentBytes + wanted.length * 16_384 + 1_024,
      );
      return came.kind === 'refused' ? came : readPack(came.value, wanted);
    },
  };
}

interface Inside {
  readonly service: SandboxService;
  readonly sandbox: Sandbox;
  readonly tools: CollectorTools;
  readonly limits: CaptureLimits;
  readonly program: string;
}

/** A lost sandbox is a `Failure` and passes up; a program that fails or says too much is refused. */
async function runInside(
  { service, sandbox, tools, limits, program }: Inside,
  args: readonly string[],
  outputs: readonly string[],
  maxBytes: number,
): Promise<Captured<readonly Uint8Array[]>> {
  const ended = await service.execute(sandbox, {
    argv: [sandbox.tools?.node ?? tools.nodeBin, program, ...args],
    // The agent may have left settings for node in its own environment.
    env: { NODE_OPTIONS: '', NODE_PATH: '', LANG: 'C.UTF-8' },
    cwd: sandbox.scratch,
    timeoutSeconds: limits.seconds,
    maxOutputBytes: 64 * 1024,
  });
  if (ended.timedOut)
    return refused(`Reading the work tree took longer than ${limits.seconds} seconds.`);
  if (ended.exitCode !== 0) return refused('Reading the work tree failed inside the sandbox.');
  try {
    const files = await service.collectArtifacts(sandbox, outputs, maxBytes);
    const present = files.filter((file) => file !== undefined);
    return present.length === outputs.length
      ? captured(present)
      : refused('The sandbox did not hand over the work tree.');
  } catch (error) {
    if (error instanceof Failure && error.code === 'too-large')
      return refused(`The work tree's changes are larger than ${maxBytes} bytes.`);
    throw error;
  }
}

function readList([listing, rules]: readonly Uint8Array[]): Captured<Listing> {
  const listed = readListing(listing ?? new Uint8Array());
  if (listed.kind === 'refused') return listed;
  const frames = readFrames(rules ?? new Uint8Array(), '.gitignore files');
  if (frames.kind === 'refused') return frames;
  // Rules that can not be read hide nothing, so they may be missing.
  return captured({ listed: listed.value, rules: frames.value.files });
}

/** Exactly what was asked for, in that order and of the kind that was listed. */
function readPack(
  [bytes]: readonly Uint8Array[],
  wanted: readonly Listed[],
): Captured<readonly UntrustedFile[]> {
  const frames = readFrames(bytes ?? new Uint8Array(), 'changed files');
  if (frames.kind === 'refused') return frames;
  const unread = whyUnread(frames.value);
  if (unread) return unread;
  const { files } = frames.value;
  const same = wanted.every((listed, position) => {
    const file = files[position];
    return file && encodeBase64(file.path) === listed.p && file.mode === modeOf(listed);
  });
  return same && files.length === wanted.length
    ? captured(files)
    : refused('The work tree changed while it was read.');
}

function modeOf(listed: Listed): string | undefined {
  if (listed.k === 'file') return listed.m;
  return listed.k === 'link' ? '120000' : undefined;
}

function baseLine({ path, mode, blob }: BaseFile): string {
  return JSON.stringify({ p: encodeBase64(path), m: mode, b: blob });
}

function lines(entries: readonly string[]): Uint8Array {
  return new TextEncoder().encode(entries.map((entry) => `${entry}\n`).join(''));
}
