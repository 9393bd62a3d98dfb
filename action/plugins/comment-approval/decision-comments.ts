import { z } from 'zod';
import type { AskGitHub } from '../../core/services/ask-github.ts';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';

const Id = z.int().positive();

const Comment = z.object({
  id: Id,
  body: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  user: z.object({ id: Id, login: z.string().min(1), type: z.string() }).nullish(),
});
export type Comment = z.infer<typeof Comment>;

const listComments = {
  route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
  doing: 'read the decisions in the comments',
  needs: 'issues: read',
} as const;

/** What a comment decides, where it is a command that decides anything. */
export interface Said {
  readonly answer: 'approved' | 'rejected';
  /** The beginning of an approval subject's digest. */
  readonly digest: string;
  readonly reason: string | undefined;
}

/** The grammar of commands is the webhook side's; it is given, so that there is only one. */
export type ReadCommand = (body: string) => Said | undefined;

export interface DecisionComment {
  readonly id: number;
  readonly said: Said;
  readonly author: { readonly id: string; readonly login: string };
  /** Milliseconds. */
  readonly at: number;
}

const pageSize = 100;
/** An issue holds at most 2,500 comments. */
const mostPages = 26;

/**
 * Every command about this subject that people wrote on the issue and left as it was, oldest
 * first. A comment that was edited decides nothing: nobody can tell what it said to whom.
 */
export async function decisionComments(
  github: AskGitHub,
  { owner, name: repo }: RepositoryRef,
  issueNumber: number,
  subjectSha256: string,
  readCommand: ReadCommand,
): Promise<readonly DecisionComment[]> {
  const found: Comment[] = [];
  for (let page = 1; ; page += 1) {
    if (page > mostPages) throw tooMany(issueNumber);
    const parameters = { owner, repo, issue_number: issueNumber, per_page: pageSize, page };
    const comments = await github.call(listComments, parameters, z.array(Comment));
    found.push(...comments);
    if (comments.length < pageSize) break;
  }
  return found
    .flatMap((comment) => decisionIn(comment, subjectSha256, readCommand))
    .sort((left, right) => left.id - right.id);
}

/** GitHub counts in seconds: what was edited within the second it was written in, was not seen. */
function decisionIn(
  { id, body, created_at, updated_at, user }: Comment,
  subjectSha256: string,
  readCommand: ReadCommand,
): DecisionComment[] {
  if (user?.type !== 'User' || created_at !== updated_at) return [];
  const said = readCommand(body ?? '');
  if (!said || !namesSubject(said.digest, subjectSha256)) return [];
  const author = { id: `github:${user.id}`, login: user.login };
  return [{ id, said, author, at: Date.parse(created_at) }];
}

/** At least 12 digits: fewer could be found by trying. */
export function namesSubject(digest: string, subjectSha256: string): boolean {
  return /^[0-9a-f]{12,64}$/.test(digest) && subjectSha256.startsWith(digest);
}

function tooMany(issueNumber: number): Failure {
  return new Failure({ code: 'too-large', tell: `Issue ${issueNumber} has too many comments.` });
}
