import type {
  Delivery,
  DeliveryOptions,
  LineComment,
  ReviewFeedback,
  ReviewMessage,
} from '../../core/services/review-feedback.ts';
import type { RepositoryRef } from '../../core/services/source-control-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { ReviewMark } from '../../domain/review-mark.ts';
import { CommentAnswer, CommentsAnswer } from './answers.ts';
import { createClient, type Endpoint, type GitHubClient, type GitHubOptions } from './client.ts';
import { listComments } from './comment.ts';
import { limited } from './limited-text.ts';
import { type OwnAccount, ownAccountId } from './own-account.ts';
import { createLineComments, type ForgeComment, type LineComments } from './review-comments.ts';
import { decodeMark, encodeMark } from './review-marker.ts';
import { named, requireSameRepository } from './same-repository.ts';

const needs = 'pull_requests: write';
const createComment: Endpoint = {
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  doing: 'comment on the pull request',
  needs,
};
const updateComment: Endpoint = {
  route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
  doing: 'update the comment',
  needs,
};

export interface GitHubReviewFeedbackOptions extends GitHubOptions {
  readonly repository: RepositoryRef;
  readonly pullNumber: number;
  /** Signs the marks of our comments; without one they are only as good as their author. */
  readonly markerKey?: string | undefined;
  readonly self?: OwnAccount;
}

/** More would bury what matters, and GitHub limits how fast anybody may write. */
export const mostLineComments = 50;

/** Telling people on a pull request. Needs `pull_requests: write`. */
export function createGitHubReviewFeedback(options: GitHubReviewFeedbackOptions): ReviewFeedback {
  const client = createClient(options);
  const { repository, pullNumber } = options;
  const desk: Desk = {
    ...{ client, repository, pullNumber, markerKey: options.markerKey },
    self: options.self ?? { id: undefined },
    lines: createLineComments(client, repository, pullNumber),
  };
  return {
    deliver: async (message, how) => {
      try {
        await requireSameRepository(client, repository);
        return await deliver(desk, message, how);
      } catch (error) {
        throw error instanceof Failure ? asCommentError(error) : error;
      }
    },
  };
}

interface Desk {
  readonly client: GitHubClient;
  readonly repository: RepositoryRef;
  readonly pullNumber: number;
  readonly markerKey: string | undefined;
  readonly self: OwnAccount;
  readonly lines: LineComments;
}

async function deliver(
  desk: Desk,
  message: ReviewMessage,
  { cleanupOwned, signal }: DeliveryOptions,
): Promise<Delivery> {
  const author = await ownAccountId(desk.client, desk.self, desk.repository, desk.pullNumber);
  const summary = await writeSummary(desk, author, message.summary);
  const all = await desk.lines.list();
  const own = ownComments(desk, author, all);
  const wanted = message.comments.slice(0, mostLineComments);
  const fresh: LineComment[] = [];
  const kept = new Set<number>();
  for (const comment of wanted) {
    requireUncancelled(signal);
    const known = own.find(({ key, id, line }) => key === comment.key && line && !kept.has(id));
    if (!known) fresh.push(comment);
    else {
      kept.add(known.id);
      const body = limited(markedBody(desk, comment));
      if (known.body !== body) await desk.lines.update(known.id, body);
    }
  }
  const marked = fresh.map((comment) => ({ ...comment, marked: markedBody(desk, comment) }));
  const delivered = await desk.lines.add(marked, message.headSha);
  const stale = cleanupOwned ? own.filter(({ id }) => !kept.has(id)) : [];
  const staleRemoved = await removeUnanswered(desk.lines, all, stale);
  return {
    ...summary,
    lineCommentsDelivered: delivered,
    lineCommentsKept: kept.size,
    lineCommentsSkipped: message.comments.length - kept.size - delivered,
    staleRemoved,
  };
}

/** What somebody answered is a conversation, and not ours alone to take back. */
async function removeUnanswered(
  lines: LineComments,
  all: readonly ForgeComment[],
  stale: readonly ForgeComment[],
): Promise<number> {
  const answered = new Set(all.map(({ in_reply_to_id: id }) => id));
  const alone = stale.filter(({ id }) => !answered.has(id));
  for (const { id } of alone) await lines.remove(id);
  return alone.length;
}

async function writeSummary(
  { client, repository, pullNumber, markerKey }: Desk,
  author: number,
  text: string,
): Promise<Pick<Delivery, 'summary' | 'url'>> {
  const at = { ...named(repository), issue_number: pullNumber };
  const place = { externalId: repository.externalId, pullNumber };
  const body = limited(`${encodeMark({ kind: 'summary' }, place, markerKey)}\n${text}`);
  const comments = await client.list(listComments, at, CommentsAnswer);
  const known = comments.find(
    (comment) =>
      comment.user?.id === author &&
      decodeMark(comment.body ?? '', place, markerKey)?.kind === 'summary',
  );
  if (!known) {
    const made = await client.call(createComment, { ...at, body }, CommentAnswer);
    return { summary: 'created', url: made.html_url };
  }
  if (known.body === body) return { summary: 'unchanged', url: known.html_url };
  const change = { ...named(repository), comment_id: known.id, body };
  const changed = await client.call(updateComment, change, CommentAnswer);
  return { summary: 'updated', url: changed.html_url };
}

function ownComments(
  { repository, pullNumber, markerKey }: Desk,
  author: number,
  all: readonly ForgeComment[],
): readonly (ForgeComment & { readonly key: string })[] {
  const place = { externalId: repository.externalId, pullNumber };
  return all.flatMap((comment) => {
    const mark =
      comment.user?.id === author ? decodeMark(comment.body, place, markerKey) : undefined;
    return mark?.kind === 'line' ? [{ ...comment, key: mark.key }] : [];
  });
}

function markedBody(
  { repository, pullNumber, markerKey }: Desk,
  { key, body }: LineComment,
): string {
  const mark: ReviewMark = { kind: 'line', key };
  const place = { externalId: repository.externalId, pullNumber };
  return `${encodeMark(mark, place, markerKey)}\n${body}`;
}

function requireUncancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure({ code: 'cancelled', tell: 'the review was cancelled.' });
}

function asCommentError({ code, retryable, tell }: Failure): Failure {
  const name = code.toUpperCase().replaceAll('-', '_');
  return new Failure({ code, retryable, tell: `GITHUB_COMMENT_ERROR[${name}]: ${tell}` });
}
