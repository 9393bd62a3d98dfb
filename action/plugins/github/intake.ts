import type { IntakeAnswer, ReceivedEvent } from '../../core/services/github-webhook-service.ts';
import { digestOf, sha256Hex } from '../../domain/digest.ts';
import { ExternalWorkflowRef } from '../../domain/external-workflow-ref.ts';
import { WorkflowIntake } from '../../domain/workflow-intake.ts';
import { ignored } from './ignored.ts';
import type { EventPayload, IssuePayload } from './payloads.ts';

/** An event that asks for something, as far as all of them are alike. */
export interface Occasion {
  readonly eventKind: string;
  /** What tells this event from every other one, where no delivery id does. */
  readonly content: readonly (string | number)[];
  readonly subject: Pick<
    ExternalWorkflowRef,
    'url' | 'issue' | 'pullRequest' | 'comment' | 'rerun'
  >;
}

export interface Request extends Occasion {
  readonly source: WorkflowIntake['source'];
  readonly prompt: string;
  readonly targetRef: string;
}

export function intakeOf(
  event: ReceivedEvent,
  payload: EventPayload,
  request: Request,
): IntakeAnswer {
  const { sender, repository } = payload;
  const { source, prompt, targetRef } = request;
  const externalRef = refOf(event, payload, request);
  const made = WorkflowIntake.safeParse({
    actor: { id: `github:${sender.id}`, displayName: sender.login },
    workspace: { id: `github:${repository.owner.id}`, name: repository.owner.login },
    source,
    // The same event has the same trace, wherever and however often it is looked at.
    traceId: sha256Hex(`trace:${externalRef?.deliveryId}`).slice(0, 32),
    prompt,
    promptSha256: sha256Hex(prompt),
    externalRef,
  });
  if (!made.success) return ignored('the event does not make a valid request');
  return { kind: 'intake', intake: made.data, targetRef };
}

/** Where the request came from; undefined when the event makes no valid reference. */
export function refOf(
  event: ReceivedEvent,
  { repository, sender, installation }: EventPayload,
  { eventKind, content, subject }: Occasion,
): ExternalWorkflowRef | undefined {
  const { owner } = repository;
  const made = ExternalWorkflowRef.safeParse({
    provider: 'github',
    deliveryId: event.deliveryId ?? digestOf([eventKind, ...content.map(wellFormed)]),
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
  });
  return made.success ? made.data : undefined;
}

/** Kept as GitHub has it, to notice edits since the trigger. */
export function issueSubject({ id, number, title, body, user }: IssuePayload) {
  return {
    externalId: String(id),
    number,
    title: title.toWellFormed(),
    body: (body ?? '').toWellFormed(),
    ...(user ? { authorId: String(user.id) } : {}),
  };
}

function wellFormed(part: string | number): string | number {
  return typeof part === 'string' ? part.toWellFormed() : part;
}
