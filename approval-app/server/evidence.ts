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

/** The canonical patch as it was captured, and only where its digest says that it is that. */
export async function readPatchBytes(
  view: RunView,
  read: ReadArtifact,
): Promise<
  | { readonly status: 'read'; readonly bytes: Uint8Array }
  | { readonly status: 'missing'; readonly because: string }
> {
  const sha256 = view.subject?.patchSha256 ?? view.candidate?.patchSha256;
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
