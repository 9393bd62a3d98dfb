import { z } from 'zod';
import { ApprovalSubject, subjectDigest } from '../domain/approval-subject.ts';
import { sha256Hex } from '../domain/digest.ts';
import { EvidenceManifest, sealDigest } from '../domain/evidence-manifest.ts';
import { Sha256 } from '../domain/ids.ts';
import { DecisionStatus, MergeDecision } from '../domain/merge-decision.ts';
import { PolicyBundle } from '../domain/policy-bundle.ts';
import { firstBreak, ProvenanceEvent } from '../domain/provenance-event.ts';
import { TrustReport } from '../domain/trust-report.ts';
import type { Bundle } from './bundle.ts';
import { evaluatePolicy } from './policy/evaluate.ts';
import { PolicyFacts } from './policy/facts.ts';

export interface Holds {
  readonly holds: true;
  readonly runId: string;
  readonly state: string;
  readonly head: Sha256;
  readonly events: number;
  readonly items: number;
}
export type Finding = Holds | { readonly holds: false; readonly because: string };

/**
 * Recomputes every digest of a run bundle and its chain, offline, and names the first thing
 * that does not hold. The order is from the outside in: chain, manifest, files, then what
 * the files say about each other.
 */
export function verifyBundle(bundle: Bundle): Finding {
  try {
    return check(bundle);
  } catch (error) {
    if (error instanceof DoesNotHold) return { holds: false, because: error.message };
    throw error;
  }
}

function check(bundle: Bundle): Holds {
  const events = readChain(bundle);
  const manifest = readManifest(bundle, events);
  checkFiles(bundle, manifest);
  const report = readJson(bundle, 'trust-report.json', TrustReport);
  must(report.run.id === manifest.runId, 'trust-report.json is about another run');
  must(sameItems(report, manifest), 'trust-report.json lists other evidence than manifest.json');
  checkCandidate(bundle, report);
  checkPolicy(bundle, manifest, report);
  checkDecision(bundle, events, manifest, report);
  checkPublication(bundle, report);
  const head = events.at(-1)?.hash ?? '';
  return {
    holds: true,
    runId: manifest.runId,
    state: report.run.state,
    head,
    events: events.length,
    items: manifest.items.length,
  };
}

function readChain(bundle: Bundle): readonly ProvenanceEvent[] {
  const text = readText(bundle, 'provenance.jsonl');
  must(text.endsWith('\n'), 'provenance.jsonl ends in the middle of a line');
  const events = text
    .slice(0, -1)
    .split('\n')
    .map((line, index) => parse(line, ProvenanceEvent, `provenance.jsonl line ${index + 1}`));
  const [first] = events;
  if (!first) throw new DoesNotHold('provenance.jsonl is empty');
  const broken = firstBreak(first.workflowRunId, events);
  if (broken) throw new DoesNotHold(`provenance.jsonl event ${broken.at} ${broken.because}`);
  return events;
}

function readManifest(bundle: Bundle, events: readonly ProvenanceEvent[]): EvidenceManifest {
  const last = events.at(-1);
  must(last?.type === 'bundle.sealed', 'provenance.jsonl does not end with the seal of the bundle');
  const bytes = read(bundle, 'manifest.json');
  must(
    last.artifactRefs.includes(sha256Hex(bytes)),
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

function checkFiles(bundle: Bundle, manifest: EvidenceManifest): void {
  const expected = new Set(['manifest.json', 'provenance.jsonl']);
  for (const { sha256, size } of manifest.items) {
    checkFile(bundle, `evidence/${sha256}`, sha256, size);
    expected.add(`evidence/${sha256}`);
  }
  for (const { path, sha256, size } of manifest.documents) {
    checkFile(bundle, path, sha256, size);
    expected.add(path);
  }
  for (const path of requiredDocuments)
    must(expected.has(path), `manifest.json does not list ${path}`);
  for (const path of bundle.keys())
    must(expected.has(path), `${path} is in the bundle but not in manifest.json`);
}

const requiredDocuments = [
  'trust-report.json',
  'trust-report.md',
  'trust-report.html',
  'decision.json',
  'publication.json',
];

function checkFile(bundle: Bundle, path: string, sha256: Sha256, size: number): void {
  const bytes = read(bundle, path);
  must(bytes.length === size, `${path} has ${bytes.length} bytes, manifest.json says ${size}`);
  must(sha256Hex(bytes) === sha256, `${path} is not what manifest.json says it is`);
}

function sameItems(report: TrustReport, manifest: EvidenceManifest): boolean {
  return sealDigest(manifest.runId, report.evidence) === manifest.sealedSha256;
}

function checkCandidate(bundle: Bundle, { candidate }: TrustReport): void {
  if (candidate.patchSha256 === null) return;
  read(bundle, `evidence/${candidate.patchSha256}`);
}

const PolicyResult = z.object({ bundle: PolicyBundle, facts: PolicyFacts });

/** The verdict is data and rules: anyone can evaluate it again. */
function checkPolicy(bundle: Bundle, manifest: EvidenceManifest, { policy }: TrustReport): void {
  if (policy.outcome === 'not-evaluated') return;
  const item = manifest.items.find(({ producers }) => producers.includes('policy'));
  if (!item) throw new DoesNotHold('the bundle holds no policy result');
  const { bundle: rules, facts } = readJson(bundle, `evidence/${item.sha256}`, PolicyResult);
  const again = evaluatePolicy(rules, facts);
  must(
    again.digest === policy.digest,
    'the policy digest is not that of the sealed rules and facts',
  );
  must(
    again.outcome === policy.outcome,
    `the sealed facts give "${again.outcome}", the report says "${policy.outcome}"`,
  );
}

const DecisionFile = z.strictObject({
  schemaVersion: z.literal(1),
  status: DecisionStatus,
  subjectSha256: Sha256.nullable(),
  subject: ApprovalSubject.nullable(),
  decision: MergeDecision.nullable(),
});

function checkDecision(
  bundle: Bundle,
  events: readonly ProvenanceEvent[],
  manifest: EvidenceManifest,
  report: TrustReport,
): void {
  const { status, subject, subjectSha256, decision } = readJson(
    bundle,
    'decision.json',
    DecisionFile,
  );
  must(
    status === report.decision.status,
    'decision.json and trust-report.json disagree about the decision',
  );
  must(
    subjectSha256 === report.subjectSha256,
    'decision.json and trust-report.json name different subjects',
  );
  must(
    (decision?.answer ?? 'none') === status,
    'decision.json has a status that its decision does not give',
  );
  if (!subject) return must(decision === null, 'decision.json decides about nothing');
  must(
    subjectDigest(subject) === subjectSha256,
    'decision.json: the subject is not the one of its digest',
  );
  must(subject.runId === manifest.runId, 'decision.json is about another run');
  must(
    subject.evidenceManifestSha256 === manifest.sealedSha256,
    'the approval is about other evidence',
  );
  must(subject.patchSha256 === report.candidate.patchSha256, 'the approval is about another patch');
  must(subject.resultTree === report.candidate.resultTree, 'the approval is about another tree');
  must(subject.baseCommit === report.candidate.baseSha, 'the approval is about another base');
  must(subject.policyDigest === report.policy.digest, 'the approval is about another verdict');
  must(subject.policyOutcome === report.policy.outcome, 'the approval is about another verdict');
  must(subject.planDigest === report.verification.planDigest, 'the approval is about another plan');
  const sealed = events.find((event) => event.hash === subject.provenanceHead);
  must(
    sealed?.artifactRefs.includes(manifest.sealedSha256) === true,
    'the chain does not hold the head that the approval names',
  );
  if (!decision) return;
  must(decision.subjectSha256 === subjectSha256, 'the decision names other bytes');
  must(decision.workflowRunId === manifest.runId, 'the decision is about another run');
  const recorded = events.some(
    (event) =>
      event.type === 'decision.record' && event.artifactRefs.includes(decision.subjectSha256),
  );
  must(recorded, 'the chain does not hold the decision');
}

const PublicationFile = TrustReport.shape.publication.extend({
  schemaVersion: z.literal(1),
  resultTree: z.string().nullable(),
  subjectSha256: Sha256.nullable(),
});

function checkPublication(bundle: Bundle, report: TrustReport): void {
  const published = readJson(bundle, 'publication.json', PublicationFile);
  must(
    published.status === report.publication.status,
    'publication.json and trust-report.json disagree',
  );
  must(
    published.commit === report.publication.commit,
    'publication.json and trust-report.json name different commits',
  );
  must(
    published.resultTree === report.candidate.resultTree,
    'publication.json is about another tree',
  );
  must(
    published.subjectSha256 === report.subjectSha256,
    'publication.json is about another subject',
  );
  if (published.status === 'published') {
    must(report.decision.status === 'approved', 'something was published that nobody approved');
  }
}

class DoesNotHold extends Error {}

function must(condition: boolean, because: string): asserts condition {
  if (!condition) throw new DoesNotHold(because);
}

function read(bundle: Bundle, path: string): Uint8Array {
  const bytes = bundle.get(path);
  if (!bytes) throw new DoesNotHold(`${path} is missing`);
  return bytes;
}

function readText(bundle: Bundle, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read(bundle, path));
  } catch (error) {
    if (error instanceof DoesNotHold) throw error;
    throw new DoesNotHold(`${path} is not UTF-8`);
  }
}

function readJson<Output>(bundle: Bundle, path: string, schema: z.ZodType<Output>): Output {
  return parse(readText(bundle, path), schema, path);
}

function parse<Output>(text: string, schema: z.ZodType<Output>, what: string): Output {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DoesNotHold(`${what} is not JSON`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new DoesNotHold(
    `${what}: ${issue?.path.join('.') || 'it'} ${issue?.message ?? 'is not valid'}`,
  );
}
