import { z } from 'zod';
import { Approval } from './approval.ts';
import { ApprovalSubject, subjectDigest } from './approval-subject.ts';
import { canonicalJson } from './canonical-json.ts';
import { GitObjectId, RunId, Sha256, Timestamp } from './ids.ts';
import { MergeDecision } from './merge-decision.ts';

const statementType = 'https://in-toto.io/Statement/v1';
export const decisionPredicate = 'https://patchplane.dev/attestations/decision/v1';
export const publicationPredicate = 'https://patchplane.dev/attestations/publication/v1';

const Subjects = z
  .array(z.strictObject({ name: z.string(), digest: z.record(z.string(), z.string()) }))
  .min(1);

/** in-toto Statement v1 about a decision: who approved exactly which bytes. */
export const DecisionStatement = z.strictObject({
  _type: z.literal(statementType),
  subject: Subjects,
  predicateType: z.literal(decisionPredicate),
  predicate: z.strictObject({
    approvalSubject: ApprovalSubject,
    subjectSha256: Sha256,
    decision: MergeDecision,
    approvals: z.array(Approval),
  }),
});
export type DecisionStatement = z.infer<typeof DecisionStatement>;

/** in-toto Statement v1 about what was published for it. */
export const PublicationStatement = z.strictObject({
  _type: z.literal(statementType),
  subject: Subjects,
  predicateType: z.literal(publicationPredicate),
  predicate: z.strictObject({
    runId: RunId,
    repositoryId: z.string(),
    subjectSha256: Sha256,
    branch: z.string().nullable(),
    commit: GitObjectId.nullable(),
    pullRequest: z.string().nullable(),
    provenanceHead: Sha256,
    publishedAt: Timestamp,
  }),
});
export type PublicationStatement = z.infer<typeof PublicationStatement>;

export function decisionStatement(
  subject: ApprovalSubject,
  { consumedAt: _consumedAt, ...decision }: MergeDecision,
  approvals: readonly Approval[],
): DecisionStatement {
  return DecisionStatement.parse({
    _type: statementType,
    subject: subjectsOf(subject),
    predicateType: decisionPredicate,
    predicate: {
      approvalSubject: subject,
      subjectSha256: subjectDigest(subject),
      decision,
      approvals: [...approvals],
    },
  });
}

export function publicationStatement(
  subject: ApprovalSubject,
  published: Omit<PublicationStatement['predicate'], 'runId' | 'repositoryId' | 'subjectSha256'>,
): PublicationStatement {
  const commit = published.commit;
  return PublicationStatement.parse({
    _type: statementType,
    subject: [
      ...subjectsOf(subject),
      ...(commit === null ? [] : [{ name: 'commit', digest: { gitCommit: commit } }]),
    ],
    predicateType: publicationPredicate,
    predicate: {
      runId: subject.runId,
      repositoryId: subject.repositoryId,
      subjectSha256: subjectDigest(subject),
      ...published,
    },
  });
}

/** The bytes that are signed: one statement has one spelling. */
export function statementBytes(statement: DecisionStatement | PublicationStatement): Uint8Array {
  return new TextEncoder().encode(canonicalJson(statement));
}

/** Why a signed payload is not about this decision on this subject; undefined where it is. */
export function whyNotAbout(
  payload: Uint8Array,
  subject: ApprovalSubject,
  decision: MergeDecision,
): string | undefined {
  const statement = DecisionStatement.safeParse(parsed(payload));
  if (!statement.success) return 'it is not a statement about a decision';
  const { predicate, subject: named } = statement.data;
  const { consumedAt: _consumedAt, ...unused } = decision;
  if (canonicalJson(predicate.approvalSubject) !== canonicalJson(subject))
    return 'it is about another approval subject';
  if (predicate.subjectSha256 !== subjectDigest(subject)) return 'it names another digest';
  if (canonicalJson(named) !== canonicalJson(subjectsOf(subject)))
    return 'its subjects are not those of the approval';
  if (canonicalJson(predicate.decision) !== canonicalJson(unused))
    return 'it is about another decision';
  return undefined;
}

function subjectsOf(subject: ApprovalSubject) {
  return [
    { name: `approval-subject:${subject.runId}`, digest: { sha256: subjectDigest(subject) } },
    { name: 'patch', digest: { sha256: subject.patchSha256 } },
    { name: 'tree', digest: { gitTree: subject.resultTree } },
  ];
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
