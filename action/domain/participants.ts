import type { ControlKind } from './agent-control.ts';
import type { ExternalWorkflowRef } from './external-workflow-ref.ts';

/** Whoever gave one of these to an agent has words of their own in its patch; an abort adds none. */
const instructing: readonly ControlKind[] = ['steer', 'follow-up'];

interface Hands {
  /** `github:<id>` or `workos:<id>`; whoever asked. */
  readonly actorId: string;
  readonly externalRef?: ExternalWorkflowRef | undefined;
  readonly controls?:
    | readonly { readonly actorId: string; readonly kind: ControlKind }[]
    | undefined;
}

/**
 * Everybody who had a hand in what is to be approved, and so does not approve it where four eyes
 * are wanted: who asked, commanded or labelled, who wrote the issue, who opened the pull request,
 * who wrote, committed or pushed what its head holds, and who steered the agent. Sorted, once each.
 */
export function participantsIn({ actorId, externalRef, controls = [] }: Hands): string[] {
  const { sender, issue, pullRequest } = externalRef ?? {};
  const accounts = [
    sender?.externalId,
    issue?.authorId,
    pullRequest?.authorId,
    ...(pullRequest?.handIds ?? []),
  ];
  const people = [
    actorId,
    ...accounts.flatMap((id) => (id === undefined ? [] : [`github:${id}`])),
    ...controls.filter(({ kind }) => instructing.includes(kind)).map((control) => control.actorId),
  ];
  return [...new Set(people)].sort();
}
