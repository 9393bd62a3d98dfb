import type { IntakeAnswer, ReceivedEvent } from '../../core/services/github-webhook-service.ts';
import { promptText } from '../../domain/prompt-text.ts';
import { ignored, notActedOn, unknownShape } from './ignored.ts';
import { intakeOf } from './intake.ts';
import { PullRequestPayload } from './payloads.ts';

const actions = ['opened', 'synchronize', 'reopened', 'ready_for_review'];

/** A pull request is a candidate by itself: what it changes is judged, whoever wrote it. */
export function fromPullRequest(event: ReceivedEvent): IntakeAnswer {
  const decoded = PullRequestPayload.safeParse(event.payload);
  if (!decoded.success) return unknownShape(event, decoded.error);
  const { action, pull_request: pull } = decoded.data;
  if (!actions.includes(action)) return notActedOn(`${event.name}.${action}`);
  const unfit = whyUnfit(decoded.data);
  if (unfit) return ignored(unfit);
  // Its text is no task, so that a long one is no reason to turn it away.
  const whole = promptText(pull.title, pull.body ?? '');
  const prompt = whole.kind === 'text' ? whole : promptText(pull.title);
  if (prompt.kind === 'unusable') return ignored('the pull request has no title');
  return intakeOf(event, decoded.data, {
    source: 'external',
    eventKind: `github.${event.name}.${action}`,
    prompt: prompt.text,
    targetRef: `refs/heads/${pull.base.ref}`,
    content: contentOf(decoded.data),
    subject: { url: pull.html_url, pullRequest: subjectOf(decoded.data) },
  });
}

function whyUnfit(payload: PullRequestPayload): string | undefined {
  const { action, before, after, pull_request: pull, repository } = payload;
  if (pull.base.repo.id !== repository.id)
    return 'the pull request does not belong to the repository of the event';
  if (pull.state !== 'open') return 'the pull request is closed';
  if (pull.draft) return 'the pull request is a draft; it is judged when it is ready for review';
  if (isOurs(payload)) return 'the pull request is one that PatchPlane published';
  if (action !== 'synchronize') return undefined;
  if (!before || !after) return 'the push to the pull request does not say from where to where';
  if (after !== pull.head.sha || before === after)
    return 'the push to the pull request does not lead to its head';
  return undefined;
}

/**
 * What was published was judged and approved before. A person who pushes to that branch is
 * nothing that was, and neither is a branch of that name in a fork.
 */
function isOurs({ pull_request: pull, repository, sender }: PullRequestPayload): boolean {
  return (
    pull.head.repo?.id === repository.id &&
    /^patchplane\/run-[0-9a-f]{16}(?:-|$)/.test(pull.head.ref) &&
    sender.type === 'Bot'
  );
}

function contentOf({ action, before, pull_request: pull, repository, sender }: PullRequestPayload) {
  const { id, number, head, updated_at } = pull;
  return [repository.id, id, number, action, before ?? '', head.sha, updated_at, sender.id];
}

function subjectOf({ action, before, pull_request: pull }: PullRequestPayload) {
  return {
    externalId: String(pull.id),
    number: pull.number,
    title: pull.title.toWellFormed(),
    body: (pull.body ?? '').toWellFormed(),
    updatedAt: pull.updated_at,
    baseSha: pull.base.sha,
    headSha: pull.head.sha,
    ...(action === 'synchronize' && before ? { previousHeadSha: before } : {}),
    headRef: pull.head.ref,
    baseRef: pull.base.ref,
    ...(pull.head.repo ? { headRepositoryId: String(pull.head.repo.id) } : {}),
    authorId: String(pull.user.id),
  };
}
