import type { Actor } from '../../domain/actor.ts';
import type { ExternalWorkflowRef } from '../../domain/external-workflow-ref.ts';
import type { RunId } from '../../domain/ids.ts';
import type { WorkflowIntake } from '../../domain/workflow-intake.ts';

/** An event as it reached us: a runner's event file, or a verified webhook body. */
export interface ReceivedEvent {
  readonly name: string;
  readonly payload: unknown;
  /** Absent on a runner, where the same event is recognised by its content. */
  readonly deliveryId?: string;
}

/** What a comment (or a dispatch) asks of a run that is there already. */
export interface RunCommand {
  readonly name: 'cancel' | 'status' | 'steer' | 'follow-up' | 'abort' | 'approve' | 'reject';
  /** Lower-case hex, at least 12 digits: the beginning of the approval subject's digest. */
  readonly digest?: string;
  /** What a person wrote behind the command; untrusted text. */
  readonly reason?: string;
  readonly actor: Actor;
  readonly ref: ExternalWorkflowRef;
}

export type IntakeAnswer =
  | { readonly kind: 'intake'; readonly intake: WorkflowIntake; readonly targetRef: string }
  | { readonly kind: 'command'; readonly command: RunCommand }
  /** A dispatch that names a decided run: the publish door's work. */
  | { readonly kind: 'publish'; readonly runId: RunId }
  | {
      readonly kind: 'ignored';
      readonly reason: string;
      /** There where a person meant us: tell them why, if they may ask at all. */
      readonly asked?: Pick<RunCommand, 'actor' | 'ref'>;
    };

/** Contract: signatures are checked on the raw bytes, before anything is parsed or stored. */
export interface GitHubWebhookService {
  verifySignature(rawBody: Uint8Array, signature: string): Promise<boolean>;
  /** Total: every payload yields an intake or a named reason to ignore it, never an exception. */
  toIntake(event: ReceivedEvent): IntakeAnswer;
}
