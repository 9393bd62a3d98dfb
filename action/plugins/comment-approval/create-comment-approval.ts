import type { AskGitHub } from '../../core/services/ask-github.ts';
import type { DecisionSource, ForgeAnswer } from '../../core/services/decision-source.ts';
import type { RunCommand } from '../../core/services/github-webhook-service.ts';
import type {
  RepositoryReader,
  RepositoryRef,
} from '../../core/services/source-control-service.ts';
import { type ApprovalSubject, subjectDigest } from '../../domain/approval-subject.ts';
import { mayAnswer } from '../../domain/merge-decision.ts';
import {
  type DecisionComment,
  decisionComments,
  namesSubject,
  type ReadCommand,
} from './decision-comments.ts';

export interface CommentApprovalOptions {
  readonly github: AskGitHub;
  readonly reader: Pick<RepositoryReader, 'readActorPermission' | 'readComment'>;
  readonly repository: RepositoryRef;
  /** `approve` or `reject`, as the event of this job delivered it. */
  readonly command: RunCommand;
  readonly readCommand: ReadCommand;
  /** Solo mode: whoever asked may also approve, and the decision says so. */
  readonly requesterMayApprove: boolean;
}

/**
 * A decision by `/patchplane approve <digest>` or `reject <digest>` in a comment. What the event
 * said is a claim: the comment is read as it stands now, with its author's permission, and of all
 * valid decisions on the issue the first is the one that counts.
 */
export function createCommentApproval(options: CommentApprovalOptions): DecisionSource {
  return {
    readDecision: async (subject, { requesterIds, required }) => {
      const named = whatIsNamed(options.command, subjectDigest(subject));
      if ('because' in named) return refused(named.because);
      return await readDecision(subject, { requesterIds, required }, named, options);
    },
  };
}

interface Named {
  readonly place: number;
  readonly commentId: string;
  readonly sha256: string;
}

function whatIsNamed(
  { ref, digest }: RunCommand,
  sha256: string,
): Named | { readonly because: string } {
  const place = ref.issue?.number ?? ref.pullRequest?.number;
  const commentId = ref.comment?.externalId;
  if (place === undefined || commentId === undefined)
    return { because: 'The decision is in no comment that GitHub knows.' };
  if (digest !== undefined && namesSubject(digest, sha256)) return { place, commentId, sha256 };
  return {
    because: `The digest in the comment is not that of this run, which asks about ${sha256.slice(0, 12)}.`,
  };
}

async function readDecision(
  subject: ApprovalSubject,
  { requesterIds, required }: Parameters<DecisionSource['readDecision']>[1],
  { place, commentId, sha256 }: Named,
  options: CommentApprovalOptions,
): Promise<ForgeAnswer> {
  const { github, repository, command, readCommand } = options;
  const changed = await isChanged(options, commentId);
  if (changed) return refused(changed);
  const comments = await decisionComments(github, repository, place, sha256, readCommand);
  const own = comments.find(({ id }) => String(id) === commentId);
  if (!own || own.author.id !== command.actor.id)
    return refused('The comment was changed after it was written: write a new one.');
  const because = await notAllowed(own, requesterIds, options);
  if (because) return refused(because);
  const earlier = await allowedBefore(comments, own, subject, requesterIds, options);
  const { by, approvers } = decisive([...earlier, own], required) ?? nobodyYet(earlier, own);
  if (by.said.answer !== own.said.answer) return refused(already(by));
  return decided(by, requesterIds, subject, approvers);
}

/** Two looks at one comment, one by its own address: a copy elsewhere is not it. */
async function isChanged(
  { reader, repository, command }: CommentApprovalOptions,
  commentId: string,
): Promise<string | undefined> {
  const now = await reader.readComment(repository, commentId);
  if (`github:${now.authorId.replace(/^github:/, '')}` !== command.actor.id)
    return 'The comment is not by the person who is said to have written it.';
  return now.body === command.ref.comment?.body
    ? undefined
    : 'The comment was changed after it was written: write a new one.';
}

/** What ended it: a rejection, or the approval that made them enough. */
function decisive(comments: readonly DecisionComment[], required: number) {
  const approvers = new Set<string>();
  for (const by of comments) {
    if (by.said.answer === 'rejected') return { by, approvers: [...approvers] };
    approvers.add(by.author.id);
    if (approvers.size >= required) return { by, approvers: [...approvers] };
  }
  return undefined;
}

function nobodyYet(earlier: readonly DecisionComment[], own: DecisionComment) {
  const approvers = new Set([...earlier, own].map(({ author }) => author.id));
  return { by: own, approvers: [...approvers] };
}

/** The decisions before this one that count, each by somebody who may decide; oldest first. */
async function allowedBefore(
  comments: readonly DecisionComment[],
  own: DecisionComment,
  subject: ApprovalSubject,
  requesterIds: readonly string[],
  options: CommentApprovalOptions,
): Promise<readonly DecisionComment[]> {
  const allowed: DecisionComment[] = [];
  for (const comment of comments) {
    if (comment.id >= own.id) break;
    // An approval that policy did not let pass decided nothing: one with a reason may follow.
    const { answer, reason } = comment.said;
    if (!mayAnswer(answer, subject.policyOutcome, reason).allowed) continue;
    if (!(await notAllowed(comment, requesterIds, options))) allowed.push(comment);
  }
  return allowed;
}

async function notAllowed(
  { author, said }: DecisionComment,
  requesterIds: readonly string[],
  { reader, repository, requesterMayApprove }: CommentApprovalOptions,
): Promise<string | undefined> {
  const login = JSON.stringify(author.login);
  // Turning one's own request down needs nobody else.
  if (requesterIds.includes(author.id) && said.answer === 'approved' && !requesterMayApprove)
    return `${login} had a hand in this run and can not approve it as well. Somebody else with write access has to; where you work alone, set the input requester-may-approve of the publish job to true.`;
  const actor = { id: author.id, displayName: author.login };
  const permission = await reader.readActorPermission(repository, actor, author.login);
  return ['write', 'maintain', 'admin'].includes(permission)
    ? undefined
    : `${login} may not decide: that needs write permission on this repository (now: ${permission}).`;
}

/** What is said behind an approval against the policy's advice is why; elsewhere it is a remark. */
function decided(
  { author, said, at }: DecisionComment,
  requesterIds: readonly string[],
  { policyOutcome }: ApprovalSubject,
  approvers: readonly string[],
): ForgeAnswer {
  const words = (said.reason ?? '').toWellFormed().slice(0, 3_000).trim();
  const overrides = said.answer === 'approved' && policyOutcome === 'changes-requested';
  const alone = said.answer === 'approved' && requesterIds.includes(author.id);
  return {
    kind: 'decided',
    decision: {
      answer: said.answer,
      actorId: author.id,
      comment: alone ? `${exception} ${words}`.trim() : words,
      ...(overrides && words ? { overrideReason: words } : {}),
      decidedAt: at,
      approvers,
    },
  };
}

const exception = 'Exception: who asked also approved (requesterMayApprove).';

function already({ author, said }: DecisionComment): string {
  return `This was decided already by ${JSON.stringify(author.login)}: ${said.answer}.`;
}

function refused(tell: string): ForgeAnswer {
  return { kind: 'refused', tell };
}
