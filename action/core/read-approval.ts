import type { ApprovalSubject } from '../domain/approval-subject.ts';
import { sha256Hex } from '../domain/digest.ts';
import { type ManifestItem, SealedList } from '../domain/evidence-manifest.ts';
import { Failure } from '../domain/failure.ts';
import type { RunId, Sha256 } from '../domain/ids.ts';
import { firstBreak } from '../domain/provenance-event.ts';
import { TrustReport } from '../domain/trust-report.ts';
import type { PublishArtifacts } from './services/artifacts-service.ts';
import type { RunTimeline } from './services/storage-service.ts';

/** What was sealed, read back whole: every item was fetched and hashed again. */
export interface ReadBack {
  readonly subject: ApprovalSubject;
  readonly items: readonly ManifestItem[];
  readonly contents: ReadonlyMap<Sha256, Uint8Array>;
  /** The report as it was when the decision was asked for. */
  readonly report: TrustReport;
  readonly patch: Uint8Array;
  /** Canonical JSON of policy bundle, facts and verdict. */
  readonly policyResult: Uint8Array;
}

/**
 * Fetches the sealed evidence by the digest in the stored subject. The stored subject itself
 * is only a claim here: publish recomputes each of its parts before it believes the digest.
 */
export async function readApproval(
  runId: RunId,
  timeline: RunTimeline,
  artifacts: PublishArtifacts,
): Promise<ReadBack> {
  const { subject } = timeline;
  if (!subject) throw tampered('nobody was asked to decide about this run');
  const broken = firstBreak(runId, timeline.events);
  if (broken) throw tampered(`event ${broken.at} of its provenance ${broken.because}`);
  const sealed = timeline.events.find(
    (event) => event.type === 'evidence.sealed' && event.hash === subject.provenanceHead,
  );
  if (!sealed?.artifactRefs.includes(subject.evidenceManifestSha256)) {
    throw tampered('its provenance does not hold the seal that the approval names');
  }
  const items = await readList(runId, subject.evidenceManifestSha256, artifacts);
  const contents = new Map<Sha256, Uint8Array>();
  for (const { sha256 } of items) {
    const content = await artifacts.getArtifact(runId, sha256);
    if (sha256Hex(content) !== sha256) throw tampered(`evidence ${sha256} is not what was sealed`);
    contents.set(sha256, content);
  }
  return {
    subject,
    items,
    contents,
    report: TrustReport.parse(
      JSON.parse(decode(only(items, contents, 'trust-report', 'patchplane'))),
    ),
    patch: only(items, contents, 'diff', 'capture'),
    policyResult: only(items, contents, 'policy-result', 'policy'),
  };
}

async function readList(
  runId: RunId,
  sha256: Sha256,
  artifacts: PublishArtifacts,
): Promise<ManifestItem[]> {
  const list = SealedList.parse(JSON.parse(decode(await artifacts.getArtifact(runId, sha256))));
  if (list.runId !== runId) throw tampered('its sealed evidence belongs to another run');
  return list.items;
}

function only(
  items: readonly ManifestItem[],
  contents: ReadonlyMap<Sha256, Uint8Array>,
  kind: ManifestItem['kind'],
  producer: string,
): Uint8Array {
  const found = items.filter((item) => item.kind === kind && item.producers.includes(producer));
  const [item] = found;
  const bytes = item && contents.get(item.sha256);
  if (found.length !== 1 || !bytes)
    throw tampered(
      `its sealed evidence holds ${found.length} pieces of kind ${kind} by ${producer}, expected one`,
    );
  return bytes;
}

function tampered(because: string): Failure {
  return new Failure({ code: 'tampered', tell: `Nothing was published: ${because}.` });
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
