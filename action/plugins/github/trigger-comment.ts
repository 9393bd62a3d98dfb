import type { IntakeAnswer, ReceivedEvent } from '../../core/services/github-webhook-service.ts';
import { type PromptText, promptText } from '../../domain/prompt-text.ts';
import { type Command, readCommand } from './commands.ts';
import { ignored, notActedOn, unknownShape } from './ignored.ts';
import { intakeOf, issueSubject, type Occasion, refOf } from './intake.ts';
import { CommentPayload, IssuesPayload } from './payloads.ts';

/** What every comment of ours carries; see the marker of a run's comment. */
const ownMarker = '<!-- patchplane:';

/** A person wrote a command under an issue or a pull request. */
export function fromComment(event: ReceivedEvent): IntakeAnswer {
  const shape = IssuesPayload.safeParse(event.payload);
  if (!shape.success) return unknownShape(event, shape.error);
  if (shape.data.action !== 'created') return notActedOn(`issue_comment.${shape.data.action}`);
  const decoded = CommentPayload.safeParse(event.payload);
  if (!decoded.success) return unknownShape(event, decoded.error);
  const notAPerson = whyNotAPerson(decoded.data);
  if (notAPerson) return ignored(notAPerson);
  const reading = readCommand(decoded.data.comment.body);
  if (reading.kind === 'none') return ignored(reading.reason);
  const occasion = occasionOf(decoded.data);
  if (reading.kind === 'misread') return misread(event, decoded.data, occasion, reading.reason);
  return answer(event, decoded.data, occasion, reading.command);
}

/** A bot that repeats what somebody wrote must not give the command in its own name. */
function whyNotAPerson({ comment, sender }: CommentPayload): string | undefined {
  if (comment.body.includes(ownMarker)) return "the comment is one of PatchPlane's own";
  if (comment.user?.type !== 'User' || sender.type !== 'User')
    return 'the comment was not written by a person';
  if (comment.user.id !== sender.id) return 'the comment was not sent by the one who wrote it';
  if (comment.performed_via_github_app) return "an App wrote the comment in somebody's name";
  return undefined;
}

function occasionOf({ repository, issue, comment, sender }: CommentPayload): Occasion {
  const place = issue.pull_request ? 'pull_request_comment' : 'issue_comment';
  return {
    eventKind: `github.${place}.created`,
    content: [repository.id, issue.id, comment.id, sender.id],
    subject: {
      url: comment.html_url,
      issue: issueSubject(issue),
      comment: {
        externalId: String(comment.id),
        body: comment.body.toWellFormed(),
        updatedAt: comment.updated_at,
      },
    },
  };
}

function answer(
  event: ReceivedEvent,
  payload: CommentPayload,
  occasion: Occasion,
  command: Command,
): IntakeAnswer {
  if (command.name === 'fix' || command.name === 'rerun') {
    return request(event, payload, occasion, command);
  }
  const asked = askedBy(event, payload, occasion);
  if (!asked) return ignored('the event does not make a valid request');
  const { name } = command;
  return {
    kind: 'command',
    command: {
      name,
      ...(name === 'approve' || name === 'reject' ? { digest: command.digest } : {}),
      ...('reason' in command && command.reason ? { reason: command.reason.toWellFormed() } : {}),
      ...asked,
    },
  };
}

function request(
  event: ReceivedEvent,
  payload: CommentPayload,
  occasion: Occasion,
  command: Extract<Command, { readonly text: string }>,
): IntakeAnswer {
  const { issue, repository } = payload;
  if (issue.state !== 'open')
    return misread(event, payload, occasion, 'it is closed: open it again first');
  const isRerun = command.name === 'rerun';
  if (isRerun && issue.pull_request && command.text)
    return misread(
      event,
      payload,
      occasion,
      'a pull request is judged again as it stands, so nothing may follow "/patchplane rerun"; "/patchplane fix" asks for a change',
    );
  const prompt = promptOf(payload, isRerun ? '' : command.text);
  if (prompt.kind === 'unusable')
    return misread(event, payload, occasion, `the text can not be used: ${prompt.reason}`);
  const again = promptText(command.text);
  const instruction = again.kind === 'text' ? { instruction: again.text } : {};
  return intakeOf(event, payload, {
    ...occasion,
    source: 'external',
    prompt: prompt.text,
    targetRef: `refs/heads/${repository.default_branch}`,
    subject: { ...occasion.subject, ...(isRerun ? { rerun: instruction } : {}) },
  });
}

/** What was commented is the task; what it was commented on tells what it is about. */
function promptOf({ issue }: CommentPayload, task: string): PromptText {
  return promptText(task, issue.title, issue.body ?? '');
}

function misread(
  event: ReceivedEvent,
  payload: CommentPayload,
  occasion: Occasion,
  reason: string,
): IntakeAnswer {
  const asked = askedBy(event, payload, occasion);
  return { kind: 'ignored', reason, ...(asked ? { asked } : {}) };
}

function askedBy(event: ReceivedEvent, payload: CommentPayload, occasion: Occasion) {
  const ref = refOf(event, payload, occasion);
  const { id, login } = payload.sender;
  return ref && { actor: { id: `github:${id}`, displayName: login }, ref };
}
