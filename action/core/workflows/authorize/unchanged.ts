import type { ExternalWorkflowRef } from '../../../domain/external-workflow-ref.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Stop } from '../../attempt.ts';
import type { RepositoryReader, RepositoryRef } from '../../services/source-control-service.ts';
import { refusal } from './requester.ts';

export type Texts = Pick<RepositoryReader, 'readIssue' | 'readComment'>;

/**
 * Whether what was asked still stands where it was asked. The frozen text is what runs; but who
 * swaps the text that people see, before or after, must not get a run for it. The head of a pull
 * request is compared when the base is frozen, and its title asks for nothing.
 */
export async function whyChanged(
  repository: RepositoryRef,
  { issue, pullRequest, comment, sender }: ExternalWorkflowRef,
  texts: Texts,
): Promise<Stop | undefined> {
  if (comment) {
    const changed = await whyCommentChanged(repository, comment, sender.externalId, texts);
    if (changed) return changed;
  }
  if (!issue || pullRequest) return undefined;
  const live = await texts.readIssue(repository, issue.number);
  if (live.title === issue.title && live.body === issue.body) return undefined;
  return edited(
    'The issue was edited after this run was asked for. Ask again to run on the new text: take the label off and put it on, or comment `/patchplane rerun`.',
  );
}

async function whyCommentChanged(
  repository: RepositoryRef,
  asked: NonNullable<ExternalWorkflowRef['comment']>,
  authorId: string,
  texts: Texts,
): Promise<Stop | undefined> {
  try {
    const live = await texts.readComment(repository, asked.externalId);
    // By its words and its writer: GitHub may touch the time without anybody editing.
    if (live.body === asked.body && live.authorId === authorId) return undefined;
    return edited('The comment was edited after it was sent. Write a new one to ask again.');
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'not-found') throw error;
    return edited('The comment that asked for this was deleted. Write a new one to ask again.');
  }
}

function edited(reason: string): Stop {
  return refusal(reason, 'edited-since-trigger');
}
