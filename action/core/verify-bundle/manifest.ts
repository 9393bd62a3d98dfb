import { sha256Hex } from '../../domain/digest.ts';
import { EvidenceManifest, sealDigest } from '../../domain/evidence-manifest.ts';
import type { Sha256 } from '../../domain/ids.ts';
import type { ProvenanceEvent } from '../../domain/provenance-event.ts';
import type { TrustReport } from '../../domain/trust-report.ts';
import type { Bundle } from '../bundle.ts';
import { must } from './does-not-hold.ts';
import { readBytes, readJson } from './read.ts';

/** The manifest, which has to be the one that the last event of the chain names. */
export function readManifest(bundle: Bundle, events: readonly ProvenanceEvent[]): EvidenceManifest {
  const last = events.at(-1);
  must(last?.type === 'bundle.sealed', 'provenance.jsonl does not end with the seal of the bundle');
  must(
    last.artifactRefs.includes(sha256Hex(readBytes(bundle, 'manifest.json'))),
    'manifest.json is not the one that provenance.jsonl sealed',
  );
  const manifest = readJson(bundle, 'manifest.json', EvidenceManifest);
  must(manifest.runId === last.workflowRunId, 'manifest.json belongs to another run');
  must(
    sealDigest(manifest.runId, manifest.items) === manifest.sealedSha256,
    'manifest.json items do not add up to their seal',
  );
  return manifest;
}

/** Every file is what the manifest says, none is missing, and there is no other. */
export function checkFiles(bundle: Bundle, manifest: EvidenceManifest): void {
  const expected = new Set(['manifest.json', 'provenance.jsonl']);
  const expect = (path: string, sha256: Sha256, size: number) => {
    must(!expected.has(path), `manifest.json lists ${path} twice`);
    expected.add(path);
    checkFile(bundle, path, sha256, size);
  };
  for (const { sha256, size } of manifest.items) expect(`evidence/${sha256}`, sha256, size);
  for (const { path, sha256, size } of manifest.documents) expect(path, sha256, size);
  for (const path of requiredDocuments)
    must(expected.has(path), `manifest.json does not list ${path}`);
  for (const path of bundle.keys())
    must(expected.has(path), `${path} is in the bundle but not in manifest.json`);
}

/** The report lists the evidence that was sealed, all of it and nothing else. */
export function sameEvidence(report: TrustReport, manifest: EvidenceManifest): boolean {
  return sealDigest(manifest.runId, report.evidence) === manifest.sealedSha256;
}

const requiredDocuments = [
  'trust-report.json',
  'trust-report.md',
  'trust-report.html',
  'decision.json',
  'publication.json',
];

function checkFile(bundle: Bundle, path: string, sha256: Sha256, size: number): void {
  const bytes = readBytes(bundle, path);
  must(bytes.length === size, `${path} has ${bytes.length} bytes, manifest.json says ${size}`);
  must(sha256Hex(bytes) === sha256, `${path} is not what manifest.json says it is`);
}
