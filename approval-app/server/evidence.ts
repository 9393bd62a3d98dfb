import { sha256Hex } from '../../action/domain/digest.ts';
import { TrustReport } from '../../action/domain/trust-report.ts';
import type { RunView } from '../contract/run-view.ts';

/** Beyond this a page can not show a patch whole, and what was not shown is not approved. */
const longestPatch = 16 * 1024 * 1024;

export type ShownPatch =
  | { readonly status: 'shown'; readonly text: string; readonly isUtf8: boolean }
  | { readonly status: 'missing'; readonly because: string };

export interface Evidence {
  readonly patch: ShownPatch;
  /** Undefined when it is not there, or is not about what the ledger holds. */
  readonly report: TrustReport | undefined;
}

type ReadArtifact = (runId: string, sha256: string) => Promise<Uint8Array>;

/** Reads patch and report of a run; both are believed only where digests say so. */
export async function readEvidence(view: RunView, read: ReadArtifact): Promise<Evidence> {
  const [patch, report] = await Promise.all([readPatch(view, read), readReport(view, read)]);
  return { patch, report };
}

export async function readPatch(view: RunView, read: ReadArtifact): Promise<ShownPatch> {
  const patch = await readPatchBytes(view, read);
  if (patch.status === 'missing') return patch;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(patch.bytes);
    return { status: 'shown', text, isUtf8: true };
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(patch.bytes);
    return { status: 'shown', text, isUtf8: false };
  }
}

/** A page brings along a patch of up to so many bytes, and leaves a longer one to be fetched. */
const longestBrought = 64 * 1024;

/**
 * The patch's text for a page's first paint. Undefined where it is long, not all text or not to be
 * had: the browser then asks for the bytes, and is told why there are none.
 */
export async function readShortPatch(
  view: RunView,
  read: ReadArtifact,
): Promise<string | undefined> {
  const sha256 = patchDigestOf(view);
  const stored = view.artifacts.find((artifact) => artifact.sha256 === sha256);
  if (!stored || stored.sizeBytes > longestBrought) return undefined;
  const patch = await readPatch(view, read);
  return patch.status === 'shown' && patch.isUtf8 ? patch.text : undefined;
}

/** The canonical patch as it was captured, and only where its digest says that it is that. */
export async function readPatchBytes(
  view: RunView,
  read: ReadArtifact,
): Promise<
  | { readonly status: 'read'; readonly bytes: Uint8Array }
  | { readonly status: 'missing'; readonly because: string }
> {
  const sha256 = patchDigestOf(view);
  if (!sha256) return { status: 'missing', because: 'this run has no patch' };
  const bytes = await readVerified(view.run.id, sha256, read);
  if (!bytes) return { status: 'missing', because: 'the patch could not be read back whole' };
  if (bytes.length > longestPatch)
    return {
      status: 'missing',
      because: `a patch of ${bytes.length} bytes can not be shown whole`,
    };
  return { status: 'read', bytes };
}

function patchDigestOf({ subject, candidate }: RunView): string | undefined {
  return subject?.patchSha256 ?? candidate?.patchSha256;
}

export async function readReport(
  view: RunView,
  read: ReadArtifact,
): Promise<TrustReport | undefined> {
  const artifact = view.artifacts.findLast(
    ({ kind, contentType }) => kind === 'trust-report' && contentType.includes('json'),
  );
  const bytes = artifact && (await readVerified(view.run.id, artifact.sha256, read));
  if (!bytes) return undefined;
  const report = TrustReport.safeParse(parseJson(new TextDecoder().decode(bytes))).data;
  const sameRun = report?.run.id === view.run.id;
  const samePatch = (report?.candidate.patchSha256 ?? undefined) === view.candidate?.patchSha256;
  const sameVerdict = (report?.policy.digest ?? undefined) === view.verdict?.digest;
  return sameRun && samePatch && sameVerdict ? report : undefined;
}

async function readVerified(
  runId: string,
  sha256: string,
  read: ReadArtifact,
): Promise<Uint8Array | undefined> {
  try {
    const bytes = await read(runId, sha256);
    return sha256Hex(bytes) === sha256 ? bytes : undefined;
  } catch {
    // What can not be read is shown as missing, and approval stays closed.
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
