import type { ApprovalSubject } from '../domain/approval-subject.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import { sha256Hex } from '../domain/digest.ts';
import {
  type EvidenceManifest,
  type ManifestItem,
  sealDigest,
} from '../domain/evidence-manifest.ts';
import type { RunId, Sha256 } from '../domain/ids.ts';
import type { MergeDecision } from '../domain/merge-decision.ts';
import type { TrustReport } from '../domain/trust-report.ts';
import type { Journal } from './journal.ts';
import { reportHtml } from './report/html.ts';
import { reportMarkdown } from './report/markdown.ts';
import type { SignedDecision } from './workflows/decide/require-signature.ts';

/** A run bundle: file path to bytes, ready to be written anywhere. */
export type Bundle = ReadonlyMap<string, Uint8Array>;

export interface BundleContent {
  readonly runId: RunId;
  readonly items: readonly ManifestItem[];
  /** The bytes of the items, where this job has them. */
  readonly contents: ReadonlyMap<Sha256, Uint8Array>;
  readonly report: TrustReport;
  readonly subject: ApprovalSubject | undefined;
  readonly decision: MergeDecision | undefined;
  /** The decision under the approval app's signature, and the keys that it was checked with. */
  readonly signed?: SignedDecision | undefined;
  /** What was put on GitHub: `comment`, `check-summary`, `pull-request` to Markdown. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Closes a bundle. The last provenance event names the digest of `manifest.json`, which names
 * the digest of every other file: whatever is changed afterwards, something does not hold.
 */
export async function closeBundle(content: BundleContent, journal: Journal): Promise<Bundle> {
  const documents = documentsOf(content);
  const manifest: EvidenceManifest = {
    schemaVersion: 1,
    runId: content.runId,
    sealedSha256: sealDigest(content.runId, content.items),
    items: [...content.items],
    documents: [...documents].map(([path, bytes]) => ({
      path,
      sha256: sha256Hex(bytes),
      size: bytes.length,
    })),
  };
  const manifestBytes = json(manifest);
  await sealOnce(sha256Hex(manifestBytes), journal);
  const evidence = content.items.flatMap(({ sha256 }) => {
    const bytes = content.contents.get(sha256);
    return bytes ? [[`evidence/${sha256}`, bytes] as const] : [];
  });
  const chain = journal
    .events()
    .map((event) => `${canonicalJson(event)}\n`)
    .join('');
  return new Map<string, Uint8Array>([
    ...evidence,
    ...documents,
    ['manifest.json', manifestBytes],
    ['provenance.jsonl', utf8(chain)],
  ]);
}

/** A publish that is run again, with nothing left to do, closes the same bundle again. */
async function sealOnce(manifestSha256: Sha256, journal: Journal): Promise<void> {
  const last = journal.events().at(-1);
  if (last?.type === 'bundle.sealed' && last.artifactRefs.includes(manifestSha256)) return;
  await journal.record({
    type: 'bundle.sealed',
    operation: 'seal bundle',
    status: 'succeeded',
    artifactRefs: [manifestSha256],
  });
}

function documentsOf({
  report,
  subject,
  decision,
  signed,
  texts,
}: BundleContent): Map<string, Uint8Array> {
  return new Map([
    ['trust-report.json', json(report)],
    ['trust-report.md', utf8(reportMarkdown(report))],
    ['trust-report.html', utf8(reportHtml(report))],
    [
      'decision.json',
      json({
        schemaVersion: 1,
        status: report.decision.status,
        subjectSha256: report.subjectSha256,
        subject: subject ?? null,
        decision: decision ?? null,
      }),
    ],
    [
      'publication.json',
      json({
        schemaVersion: 1,
        ...report.publication,
        resultTree: report.candidate.resultTree,
        subjectSha256: report.subjectSha256,
      }),
    ],
    ...(signed
      ? ([
          ['decision.dsse.json', json(signed.envelope)],
          ['pinned-keys.json', json(signed.keys)],
        ] as const)
      : []),
    ...[...texts].map(([name, text]) => [`publication/${name}.md`, utf8(text)] as const),
  ]);
}

function json(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, null, 2)}\n`);
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
