import { randomBytes } from 'node:crypto';
import type { ProposeStorage } from '../../action/core/services/storage-service.ts';
import { type ApprovalSubject, subjectDigest } from '../../action/domain/approval-subject.ts';
import type { CandidatePatchSet } from '../../action/domain/candidate-patch-set.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { EvidenceArtifact, EvidenceKind } from '../../action/domain/evidence-artifact.ts';
import type { Sha256 } from '../../action/domain/ids.ts';
import { PolicyVerdict } from '../../action/domain/policy-bundle.ts';
import { chainStart } from '../../action/domain/provenance-event.ts';
import { oneApproval } from '../../action/domain/required-approvals.ts';
import type { RuntimeEvent } from '../../action/domain/runtime-event.ts';
import type { TrustReport } from '../../action/domain/trust-report.ts';
import type { JobClaims } from '../../action/embedded/oidc/start-oidc-issuer.ts';
import { proposeClaims } from '../approval-app/ledger-house.ts';
import { newEvents, newIntake, newRun } from '../approval-app/run-records.ts';
import { sampleReport } from '../approval-app/sample-report.ts';
import type { PagesHouse } from './pages-house.ts';
import { fourFiles, fourFilesCandidate } from './sample-patch.ts';
import { picture } from './sample-picture.ts';
import { shutIn } from './shut-in.ts';

export interface SeededRun {
  readonly runId: string;
  readonly subjectSha256: Sha256;
  /** Digest of the log of the tests. */
  readonly log: Sha256;
  /** Of what the test added. */
  readonly extra: readonly { readonly sha256: Sha256 }[];
}

export interface SeedOptions {
  readonly title?: string;
  readonly expiresInMs?: number;
  readonly findings?: PolicyVerdict['findings'];
  readonly outcome?: PolicyVerdict['outcome'];
  readonly risk?: PolicyVerdict['risk'];
  /** Other bytes under the patch's name: what somebody with the store's keys can do. */
  readonly storedPatch?: string;
  readonly runtimeEvents?: number;
  /** How many have to approve. */
  readonly required?: number;
  readonly extra?: readonly Item[];
  /** Another patch than the sample's. */
  readonly patch?: { readonly text: string; readonly changes: CandidatePatchSet['changes'] };
  /** What the trust report says otherwise than the sample. */
  readonly report?: Partial<TrustReport>;
  /** The prompt, where the title is not all of it. */
  readonly prompt?: string;
  /** The run that this is a further attempt of. */
  readonly parent?: string;
  readonly requester?: { readonly id: string; readonly login: string };
  /** Of the job that made the run, where it is not the one of acme/api. */
  readonly claims?: JobClaims;
}

type House = Pick<PagesHouse, 'storage' | 'evidence'>;

/** A run as a propose job leaves it: sealed evidence, a verdict, and a question. */
export async function seedRun(house: House, options: SeedOptions = {}): Promise<SeededRun> {
  const claims = options.claims ?? proposeClaims;
  const storage = house.storage(claims);
  const repositoryId = `github:${claims.repository_id}`;
  const { run } = await storage.createWorkflowFromIntake(
    intakeOf(options),
    newRun({ repositoryId, createdAt: Date.now() - agentMs }),
  );
  if (options.parent)
    await storage.recordLineage(run.id, {
      parentWorkflowRunId: options.parent,
      rootWorkflowRunId: options.parent,
      attemptNumber: 2,
    });
  for (const state of ['provisioning', 'running'] as const) await storage.transition(run.id, state);
  await storage.appendRuntimeEvents(run.id, agentEvents(run.id, options.runtimeEvents ?? 24));
  for (const state of ['verifying', 'evaluating'] as const) await storage.transition(run.id, state);

  const candidate = candidateOf(run.id, options);
  const verdict = verdictOf(options);
  await storage.createCandidatePatchSet(candidate);
  await storage.recordPolicyVerdict(run.id, verdict);
  await storeEvidence(house, storage, run.id, [
    ['diff', 'capture', options.storedPatch ?? options.patch?.text ?? fourFiles, 'text/x-diff'],
    [
      'trust-report',
      'report',
      JSON.stringify({
        ...sampleReport(candidate, verdict),
        sandboxes: shutIn,
        ...options.report,
      }),
      'application/json',
    ],
    ['stdout', 'verify/candidate/test', testLog, 'text/plain'],
    ['screenshot', 'verify/baseline/home', picture('before'), 'image/png'],
    ['screenshot', 'verify/candidate/home', picture('after'), 'image/png'],
    ...(options.extra ?? []),
  ]);

  const start = chainStart(run.id);
  const head = await storage.appendProvenanceEvents(run.id, start, newEvents(run.id, start, 6));
  const subject: ApprovalSubject = {
    schemaVersion: 1,
    runId: run.id,
    repositoryId: run.repositoryId,
    targetRef: run.targetRef,
    baseCommit: candidate.baseSha,
    baseTree: candidate.baseTree,
    patchSha256: candidate.patchSha256,
    resultTree: candidate.resultTree,
    planDigest: sha256Hex('plan'),
    policyDigest: verdict.digest,
    policyOutcome: verdict.outcome,
    evidenceManifestSha256: sha256Hex('manifest'),
    provenanceHead: head.hash,
    nonce: randomBytes(16).toString('hex'),
    expiresAt: Date.now() + (options.expiresInMs ?? 23 * 3_600_000),
  };
  await storage.requestDecision(run.id, subject);
  const extra = (options.extra ?? []).map(([, , content]) => ({ sha256: sha256Hex(content) }));
  return { runId: run.id, subjectSha256: subjectDigest(subject), log: sha256Hex(testLog), extra };
}

function candidateOf(runId: string, { patch }: SeedOptions): CandidatePatchSet {
  const sample = fourFilesCandidate(runId);
  if (!patch) return sample;
  const lines = patch.text.split('\n');
  return {
    ...sample,
    patchSha256: sha256Hex(patch.text),
    changes: patch.changes,
    stats: {
      filesChanged: patch.changes.length,
      additions: lines.filter((line) => /^\+(?!\+\+ )/.test(line)).length,
      deletions: lines.filter((line) => /^-(?!-- )/.test(line)).length,
    },
  };
}

function intakeOf({ title, requester, prompt, claims = proposeClaims }: SeedOptions) {
  const intake = newIntake();
  const [owner = '', name = ''] = claims.repository.split('/');
  const repository = { owner, name, fullName: claims.repository, externalId: claims.repository_id };
  const ref = {
    ...intake.externalRef,
    repository: { ...intake.externalRef.repository, ...repository },
  };
  return {
    ...intake,
    ...(prompt ? { prompt, promptSha256: sha256Hex(prompt) } : {}),
    ...(requester ? { actor: { id: `github:${requester.id}`, displayName: requester.login } } : {}),
    externalRef: {
      ...ref,
      ...(ref.issue && title ? { issue: { ...ref.issue, title } } : {}),
      ...(requester
        ? { sender: { ...ref.sender, externalId: requester.id, login: requester.login } }
        : {}),
    },
  };
}

function verdictOf({
  findings,
  risk,
  required = 1,
  outcome = 'manual-review',
}: SeedOptions): PolicyVerdict {
  return PolicyVerdict.parse({
    outcome,
    digest: sha256Hex(`policy ${outcome}`),
    bundleId: 'default',
    bundleVersion: 1,
    findings: findings ?? [
      {
        rule: 'executable-bit',
        severity: 'medium',
        effect: 'manual-review',
        path: 'scripts/release.sh',
        message: 'scripts/release.sh becomes executable',
      },
      {
        rule: 'hidden-characters',
        severity: 'low',
        effect: 'manual-review',
        path: 'docs/notes.md',
        startLine: 4,
        message: 'docs/notes.md has 1 character that nobody sees',
      },
    ],
    approvals: { ...oneApproval, required, excludeRequester: true },
    risk: risk ?? {
      level: 'MEDIUM',
      score: 4,
      reasons: [
        { fact: 'executable', points: 3, message: 'a file becomes executable' },
        { fact: 'size', points: 1, message: '18 lines changed' },
      ],
    },
  });
}

export type Item = readonly [
  kind: EvidenceKind,
  producer: string,
  content: string | Uint8Array,
  type: string,
];

async function storeEvidence(
  house: House,
  storage: ProposeStorage,
  runId: string,
  items: readonly Item[],
): Promise<void> {
  const artifacts: EvidenceArtifact[] = [];
  for (const [kind, producer, content, contentType] of items) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    await house.evidence.putArtifact(runId, bytes, contentType);
    const sha256 = sha256Hex(bytes);
    artifacts.push({
      id: `artifact-${sha256Hex(producer + sha256).slice(0, 24)}`,
      workflowRunId: runId,
      kind,
      storageProvider: 'cloudflare-r2',
      storageKey: `workflows/${runId}/${sha256}`,
      contentType,
      sizeBytes: bytes.length,
      sha256,
      createdAt: Date.now(),
      producer,
      truncated: false,
    });
  }
  await storage.recordEvidenceArtifacts(runId, artifacts);
}

/** How long ago the sample's agent began. */
const agentMs = 192_000;

/** A conversation: turns with tool calls, and what each answer cost. */
function agentEvents(runId: string, many: number): RuntimeEvent[] {
  const kinds = [
    { type: 'turn.started' },
    { type: 'tool.started', summary: 'read: src/page.ts' },
    { type: 'tool.ended', summary: 'read done: 9 lines' },
    { type: 'message.ended', summary: 'The division drops the page that is not full.' },
  ] as const;
  const start = Date.now() - agentMs;
  return Array.from({ length: many }, (_, at): RuntimeEvent => {
    const kind = kinds[at % kinds.length] ?? kinds[0];
    return {
      id: `event-${at}`,
      workflowRunId: runId,
      provider: 'pi',
      type: kind.type,
      ...('summary' in kind ? { summary: kind.summary } : {}),
      occurredAt: start + at * 800,
      idempotencyKey: `session/stdout/${at}`,
      sourceLine: at,
      ...(kind.type === 'message.ended'
        ? {
            stopReason: 'stop',
            usage: {
              inputTokens: 1_840,
              outputTokens: 212,
              cacheReadTokens: 0,
              cacheWriteTokens: 0,
              costUsd: 0.035,
            },
          }
        : {}),
    };
  });
}

const esc = String.fromCodePoint(0x1b);

/** Colours, and what else terminals take: a title, a link, a clipboard write, an overwritten line. */
const testLog = [
  `${esc}[1mRUN${esc}[0m  vitest`,
  `${esc}[32m✓${esc}[0m test/page.test.ts > counts the page that is not full`,
  `${esc}[31m✕${esc}[0m nothing`,
  `${esc}]0;a title${String.fromCodePoint(7)}${esc}]8;;https://evil.test${String.fromCodePoint(7)}link${esc}]8;;${String.fromCodePoint(7)}`,
  `all tests fail\rall tests pass`,
].join('\n');
