import type {
  Delivery,
  DeliveryOptions,
  LineComment,
  ReviewFeedback,
  ReviewMessage,
} from '../../core/services/review-feedback.ts';
import { Failure } from '../../domain/failure.ts';
import { type ReviewMark, readMark, writeMark } from '../../domain/review-mark.ts';
import { createGitLabClient, type GitLabOptions } from './client.ts';
import { type Discussion, type MergeRequestDesk, openMergeRequest } from './merge-request.ts';
import { noteText } from './note-text.ts';

export interface GitLabReviewFeedbackOptions extends GitLabOptions {
  /** The project that the merge request goes to: `CI_MERGE_REQUEST_PROJECT_ID`. */
  readonly projectId: number;
  /** `CI_MERGE_REQUEST_IID`. */
  readonly mergeRequestIid: number;
}

/** More would bury what matters. */
export const mostLineNotes = 50;

/** Telling people on a merge request. Needs a token with the scope `api`. */
export function createGitLabReviewFeedback(options: GitLabReviewFeedbackOptions): ReviewFeedback {
  const place = { projectId: options.projectId, iid: options.mergeRequestIid };
  const desk = openMergeRequest(createGitLabClient(options), place);
  return {
    deliver: async (message, how) => {
      try {
        return await deliver(desk, message, how);
      } catch (error) {
        throw error instanceof Failure ? asNoteError(error) : error;
      }
    },
  };
}

/** A discussion that we began, by its mark and its author. */
interface OwnDiscussion {
  readonly id: string;
  readonly noteId: number;
  readonly mark: ReviewMark;
  readonly body: string;
  readonly resolved: boolean;
  /** Somebody else spoke in it: it is not ours alone any more. */
  readonly answered: boolean;
}

async function deliver(
  desk: MergeRequestDesk,
  message: ReviewMessage,
  { cleanupOwned, signal }: DeliveryOptions,
): Promise<Delivery> {
  const [address, ownId] = await Promise.all([desk.address(), desk.ownId()]);
  const own = (await desk.discussions()).flatMap((discussion) => ownOf(discussion, ownId));
  const summary = await writeSummary(desk, own, address, message.summary);
  const kept = new Set<string>();
  const fresh: LineComment[] = [];
  for (const comment of message.comments.slice(0, mostLineNotes)) {
    requireUncancelled(signal);
    const known = own.find(({ id, mark }) => isLine(mark, comment.key) && !kept.has(id));
    if (!known) fresh.push(comment);
    else {
      kept.add(known.id);
      const body = markedBody(comment);
      if (!known.resolved && differs(known.body, body)) await desk.updateNote(known.noteId, body);
    }
  }
  const delivered = await addAll(desk, fresh, message.headSha, signal);
  const gone = own.filter(({ id, mark }) => mark.kind === 'line' && !kept.has(id));
  const stale = cleanupOwned ? gone.filter(({ resolved, answered }) => !resolved && !answered) : [];
  for (const { id, noteId } of stale) await desk.removeNote(id, noteId);
  return {
    ...summary,
    lineCommentsDelivered: delivered,
    lineCommentsKept: kept.size,
    lineCommentsSkipped: message.comments.length - kept.size - delivered,
    staleRemoved: stale.length,
  };
}

async function addAll(
  desk: MergeRequestDesk,
  comments: readonly LineComment[],
  headSha: string,
  signal: AbortSignal,
): Promise<number> {
  if (comments.length === 0) return 0;
  const versions = await desk.versions();
  // In a pipeline of merged results the head is a commit that no version has.
  const version = versions.find(({ head_commit_sha: sha }) => sha === headSha) ?? versions[0];
  if (!version) return 0;
  let taken = 0;
  for (const comment of comments) {
    requireUncancelled(signal);
    if (await desk.addAtLine(comment, markedBody(comment), version)) taken += 1;
  }
  return taken;
}

async function writeSummary(
  desk: MergeRequestDesk,
  own: readonly OwnDiscussion[],
  address: string,
  text: string,
): Promise<Pick<Delivery, 'summary' | 'url'>> {
  const body = `${writeMark({ kind: 'summary' })}\n${text}`;
  const known = own.find(({ mark }) => mark.kind === 'summary');
  if (!known) return { summary: 'created', url: `${address}#note_${await desk.addNote(body)}` };
  const url = `${address}#note_${known.noteId}`;
  if (!differs(known.body, body)) return { summary: 'unchanged', url };
  await desk.updateNote(known.noteId, body);
  return { summary: 'updated', url };
}

function ownOf({ id, notes }: Discussion, ownId: number): readonly OwnDiscussion[] {
  const [first, ...answers] = notes;
  if (!first || first.system || first.author.id !== ownId) return [];
  const read = readMark(first.body);
  if (!read) return [];
  const answered = answers.some(({ system, author }) => !system && author.id !== ownId);
  const { id: noteId, body, resolved } = first;
  return [{ id, noteId, mark: read.mark, body, resolved: resolved ?? false, answered }];
}

function isLine(mark: ReviewMark, key: string): boolean {
  return mark.kind === 'line' && mark.key === key;
}

/** GitLab takes white space from the end of what it is given. */
function differs(there: string, wanted: string): boolean {
  return there.trimEnd() !== noteText(wanted).trimEnd();
}

function markedBody({ key, body }: LineComment): string {
  return `${writeMark({ kind: 'line', key })}\n${body}`;
}

function requireUncancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure({ code: 'cancelled', tell: 'the review was cancelled.' });
}

function asNoteError({ code, retryable, tell }: Failure): Failure {
  const name = code.toUpperCase().replaceAll('-', '_');
  return new Failure({ code, retryable, tell: `GITLAB_NOTE_ERROR[${name}]: ${tell}` });
}
