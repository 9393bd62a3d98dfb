import type { WorkflowIntake } from '../../domain/workflow-intake.ts';

/** An event as it reached us: a runner's event file, or a verified webhook body. */
export interface ReceivedEvent {
  readonly name: string;
  readonly payload: unknown;
  /** Absent on a runner, where the same event is recognised by its content. */
  readonly deliveryId?: string;
}

export type IntakeAnswer =
  | { readonly kind: 'intake'; readonly intake: WorkflowIntake; readonly targetRef: string }
  | { readonly kind: 'ignored'; readonly reason: string };

/** Contract: signatures are checked on the raw bytes, before anything is parsed or stored. */
export interface GitHubWebhookService {
  verifySignature(rawBody: Uint8Array, signature: string): Promise<boolean>;
  /** Total: every payload yields an intake or a named reason to ignore it, never an exception. */
  toIntake(event: ReceivedEvent): IntakeAnswer;
}
