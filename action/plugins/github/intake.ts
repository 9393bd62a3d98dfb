import type { IntakeAnswer, ReceivedEvent } from '../../core/services/github-webhook-service.ts';
import { digestOf, sha256Hex } from '../../domain/digest.ts';
import type { ExternalWorkflowRef } from '../../domain/external-workflow-ref.ts';
import { WorkflowIntake } from '../../domain/workflow-intake.ts';
import type { DispatchPayload, EventPayload, LabeledPayload } from './payloads.ts';
import { promptText } from './prompt-text.ts';

/** A label was put on an issue: its title and body are the task, the labeller asks. */
export function issueIntake(event: ReceivedEvent, payload: LabeledPayload): IntakeAnswer {
  const { issue, repository, sender } = payload;
  const prompt = promptText(issue.title, issue.body ?? '');
  if (prompt.kind === 'unusable') return ignored(`the issue can not be used: ${prompt.reason}`);
  // Once for each time the label is put on: GitHub moves updated_at when it is.
  const content = [repository.id, issue.id, issue.number, issue.updated_at, sender.id];
  return intake(event, payload, {
    source: 'external',
    eventKind: 'issues.labeled',
    prompt: prompt.text,
    targetRef: `refs/heads/${repository.default_branch}`,
    content,
    subject: {
      url: issue.html_url,
      // Kept as GitHub has it, to notice edits since the trigger.
      issue: {
        externalId: String(issue.id),
        number: issue.number,
        title: issue.title.toWellFormed(),
        body: (issue.body ?? '').toWellFormed(),
      },
    },
  });
}

/** Somebody started the workflow by hand, with the task as its `prompt` input. */
export function dispatchIntake(event: ReceivedEvent, payload: DispatchPayload): IntakeAnswer {
  const { repository, sender, ref, workflow, inputs } = payload;
  const input = inputs?.['prompt'];
  if (typeof input !== 'string') return ignored('the dispatch has no "prompt" input');
  const prompt = promptText(input);
  if (prompt.kind === 'unusable') return ignored(`the prompt can not be used: ${prompt.reason}`);
  if (!/^refs\/heads\/.+/.test(ref)) return ignored('the dispatch is not on a branch');
  return intake(event, payload, {
    source: 'workflow_dispatch',
    eventKind: 'workflow_dispatch',
    prompt: prompt.text,
    targetRef: ref,
    content: [repository.id, workflow, ref, sender.id, sha256Hex(prompt.text)],
    subject: {},
  });
}

export function ignored(reason: string): IntakeAnswer {
  return { kind: 'ignored', reason };
}

interface Request {
  readonly source: WorkflowIntake['source'];
  readonly eventKind: string;
  readonly prompt: string;
  readonly targetRef: string;
  /** What tells this event from every other one, where no delivery id does. */
  readonly content: readonly (string | number)[];
  readonly subject: Pick<ExternalWorkflowRef, 'url' | 'issue'>;
}

function intake(event: ReceivedEvent, payload: EventPayload, request: Request): IntakeAnswer {
  const { repository, sender, installation } = payload;
  const { source, eventKind, prompt, targetRef, content, subject } = request;
  const deliveryId = event.deliveryId ?? digestOf([eventKind, ...content.map(wellFormed)]);
  const { owner } = repository;
  const made = WorkflowIntake.safeParse({
    actor: { id: `github:${sender.id}`, displayName: sender.login },
    workspace: { id: `github:${owner.id}`, name: owner.login },
    source,
    // The same event has the same trace, wherever and however often it is looked at.
    traceId: sha256Hex(`trace:${deliveryId}`).slice(0, 32),
    prompt,
    promptSha256: sha256Hex(prompt),
    externalRef: {
      provider: 'github',
      deliveryId,
      eventKind,
      repository: {
        provider: 'github',
        ...(installation ? { installationId: String(installation.id) } : {}),
        externalId: String(repository.id),
        owner: owner.login,
        name: repository.name,
        fullName: `${owner.login}/${repository.name}`,
      },
      ...subject,
      sender: {
        provider: 'github',
        externalId: String(sender.id),
        login: sender.login,
        kind: sender.type,
      },
    },
  });
  if (!made.success) return ignored('the event does not make a valid request');
  return { kind: 'intake', intake: made.data, targetRef };
}

function wellFormed(part: string | number): string | number {
  return typeof part === 'string' ? part.toWellFormed() : part;
}
