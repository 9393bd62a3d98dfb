import type { IntakeAnswer, ReceivedEvent } from '../../core/services/github-webhook-service.ts';
import { digestOf } from '../../domain/digest.ts';
import { RunId } from '../../domain/ids.ts';
import { promptText } from '../../domain/prompt-text.ts';
import { ignored, notActedOn, unknownShape } from './ignored.ts';
import { intakeOf, type Request } from './intake.ts';
import { DispatchPayload, type EventPayload, RepositoryDispatchPayload } from './payloads.ts';

/** Somebody started the workflow by hand, or the approval app did. */
export function fromWorkflowDispatch(
  event: ReceivedEvent,
  githubRunId: string | undefined,
): IntakeAnswer {
  const decoded = DispatchPayload.safeParse(event.payload);
  if (!decoded.success) return unknownShape(event, decoded.error);
  const { ref, workflow, inputs } = decoded.data;
  return dispatched(event, decoded.data, {
    eventKind: 'workflow_dispatch',
    inputs: inputs ?? {},
    ref,
    content: [workflow, ref, githubRunId ?? ''],
  });
}

/** Another program asks, with the event type `patchplane` and the same words as a dispatch by hand. */
export function fromRepositoryDispatch(
  event: ReceivedEvent,
  githubRunId: string | undefined,
): IntakeAnswer {
  const decoded = RepositoryDispatchPayload.safeParse(event.payload);
  if (!decoded.success) return unknownShape(event, decoded.error);
  const { action, branch, client_payload } = decoded.data;
  if (action !== 'patchplane') return notActedOn(`repository_dispatch.${action}`);
  return dispatched(event, decoded.data, {
    eventKind: 'github.repository_dispatch',
    inputs: client_payload ?? {},
    ref: `refs/heads/${branch}`,
    content: [branch, githubRunId ?? ''],
  });
}

interface Dispatch {
  readonly eventKind: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly ref: string;
  /** Dispatches can be alike in every word: the workflow run that each starts tells them apart. */
  readonly content: readonly string[];
}

/**
 * `prompt` (the task), `rerun-of` (an earlier run by its id, with an optional `instruction`), both
 * (an earlier run whose task no issue holds), or `run-id` alone (a decided run, to be published).
 */
function dispatched(event: ReceivedEvent, payload: EventPayload, dispatch: Dispatch): IntakeAnswer {
  const given = wordsIn(dispatch.inputs);
  const { prompt, instruction } = given;
  const earlier = given['rerun-of'];
  const decided = given['run-id'];
  if (decided !== undefined) {
    if (prompt !== undefined || earlier !== undefined)
      return ignored('a dispatch with a "run-id" publishes, and has no "prompt" or "rerun-of"');
    const runId = RunId.safeParse(decided);
    if (!runId.success) return ignored('the "run-id" of the dispatch is not the id of a run');
    return { kind: 'publish', runId: runId.data };
  }
  const request = earlier === undefined ? first(prompt) : again(earlier, prompt, instruction);
  if (typeof request === 'string') return ignored(request);
  if (!/^refs\/heads\/.+/.test(dispatch.ref)) return ignored('the dispatch is not on a branch');
  return intakeOf(event, payload, {
    ...request,
    source: 'workflow_dispatch',
    eventKind: dispatch.eventKind,
    targetRef: dispatch.ref,
    content: [payload.repository.id, ...dispatch.content, payload.sender.id, digestOf(given)],
  });
}

type Asked = Pick<Request, 'prompt' | 'subject'> | string;

function first(prompt: string | undefined): Asked {
  if (prompt === undefined) return 'the dispatch has no "prompt" input';
  const text = promptText(prompt);
  if (text.kind === 'unusable') return `the prompt can not be used: ${text.reason}`;
  return { prompt: text.text, subject: {} };
}

/** Without a prompt the task is where the earlier run found it; see the intake stage. */
function again(
  earlier: string,
  prompt: string | undefined,
  instruction: string | undefined,
): Asked {
  const of = RunId.safeParse(earlier);
  if (!of.success) return 'the "rerun-of" of the dispatch is not the id of a run';
  const text = instruction === undefined ? undefined : promptText(instruction);
  if (text?.kind === 'unusable') return `the instruction can not be used: ${text.reason}`;
  const rerun = { of: of.data, ...(text ? { instruction: text.text } : {}) };
  if (prompt === undefined) return { prompt: `Run ${of.data} again.`, subject: { rerun } };
  const task = first(prompt);
  return typeof task === 'string'
    ? task
    : { ...task, subject: { rerun: { ...rerun, taskGiven: true } } };
}

const words = ['prompt', 'rerun-of', 'instruction', 'run-id'] as const;

/** GitHub sends an empty text for what was left empty. */
function wordsIn(inputs: Dispatch['inputs']): Partial<Record<(typeof words)[number], string>> {
  const given: Partial<Record<(typeof words)[number], string>> = {};
  for (const word of words) {
    const value = inputs[word];
    if (typeof value === 'string' && value !== '') given[word] = value.toWellFormed();
  }
  return given;
}
