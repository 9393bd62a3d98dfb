import type { RuntimeEvent } from '../../domain/runtime-event.ts';
import type { PiMessage, PiRecord } from './pi-record.ts';
import { payloadOf, summaryOf } from './untrusted-text.ts';

/** What a record says, in our words; where and when is added by the ingest. */
export type Said = Pick<
  RuntimeEvent,
  'type' | 'summary' | 'payloadJson' | 'usage' | 'stopReason' | 'aborted'
>;

/** One record of Pi in our closed vocabulary. Total: what we have no word for is `unknown`. */
export function translate(record: PiRecord): Said {
  return words.get(record.type)?.(record) ?? { type: 'unknown', summary: summaryOf(record.type) };
}

const words = new Map<string, (record: PiRecord) => Said>([
  ['agent_start', () => ({ type: 'agent.started' })],
  ['turn_start', () => ({ type: 'turn.started' })],
  ['message_start', (record) => ({ type: 'message.started', summary: roleOf(record) })],
  ['message_update', () => ({ type: 'message.updated' })],
  ['message_end', messageEnded],
  ['tool_execution_start', toolStarted],
  ['tool_execution_update', (record) => ({ type: 'tool.updated', summary: toolOf(record) })],
  ['tool_execution_end', toolEnded],
  ['turn_end', () => ({ type: 'turn.ended' })],
  ['agent_end', agentEnded],
  ['agent_settled', agentSettled],
  ['response', responded],
  ['auto_retry_start', retrying],
  ['auto_retry_end', retried],
  ['extension_error', (record) => failed(record.error ?? 'an extension failed')],
  ['extension_ui_request', dialogAsked],
]);

function messageEnded(record: PiRecord): Said {
  const message = record.message;
  if (message?.role !== 'assistant') {
    const summary = message ? `${roleOf(record)}: ${gist(message)}` : roleOf(record);
    return { type: 'message.ended', summary: summaryOf(summary) };
  }
  const { usage, stopReason, errorMessage } = message;
  return {
    type: 'message.ended',
    summary: summaryOf(gist(message)),
    payloadJson: payloadOf({
      role: message.role,
      text: textOf(message.content),
      stopReason,
      errorMessage,
    }),
    ...(stopReason === undefined ? {} : { stopReason: summaryOf(stopReason).slice(0, 100) }),
    ...(usage === undefined ? {} : { usage: toUsage(usage) }),
  };
}

function toUsage(usage: NonNullable<PiMessage['usage']>): NonNullable<RuntimeEvent['usage']> {
  return {
    inputTokens: usage.input,
    outputTokens: usage.output,
    cacheReadTokens: usage.cacheRead,
    cacheWriteTokens: usage.cacheWrite,
    costUsd: usage.cost.total,
  };
}

function toolStarted(record: PiRecord): Said {
  const { toolCallId, args } = record;
  const target = args?.command ?? args?.path ?? args?.pattern;
  const summary = target === undefined ? toolOf(record) : `${toolOf(record)}: ${target}`;
  return {
    type: 'tool.started',
    summary: summaryOf(summary),
    payloadJson: payloadOf({ toolCallId, toolName: record.toolName, args }),
  };
}

function toolEnded(record: PiRecord): Said {
  const { toolCallId, toolName, isError, durationMs } = record;
  const text = textOf(record.result?.content ?? []);
  const verdict = isError === false ? 'done' : 'failed';
  return {
    type: 'tool.ended',
    summary: summaryOf(`${toolOf(record)} ${verdict}: ${text}`),
    payloadJson: payloadOf({ toolCallId, toolName, isError, durationMs, text }),
  };
}

function agentEnded(record: PiRecord): Said {
  return record.willRetry === true
    ? { type: 'agent.ended', summary: 'ended, will try again' }
    : { type: 'agent.ended' };
}

/** Only an explicit `false` says that the run was not aborted. */
function agentSettled(record: PiRecord): Said {
  return { type: 'agent.settled', aborted: record.aborted !== false };
}

function responded(record: PiRecord): Said {
  const { id, success, error } = record;
  const command = record.command ?? 'a command';
  const answer = success === true ? 'accepted' : `refused: ${error ?? 'no reason given'}`;
  return {
    type: 'rpc.response',
    summary: summaryOf(`${command} ${answer}`),
    payloadJson: payloadOf({ id, command: record.command, success: success === true, error }),
  };
}

function retrying(record: PiRecord): Said {
  const { attempt = 0, maxAttempts = 0, errorMessage = 'no reason given' } = record;
  return failed(`the model failed, trying again (${attempt} of ${maxAttempts}): ${errorMessage}`);
}

function retried(record: PiRecord): Said {
  if (record.success === true) return { type: 'unknown', summary: 'the model answered again' };
  return failed(`the model kept failing: ${record.finalError ?? 'no reason given'}`);
}

function dialogAsked(record: PiRecord): Said {
  const { method, title } = record;
  return { type: 'unknown', summary: summaryOf(`asked (${method ?? 'dialog'}): ${title ?? ''}`) };
}

function failed(reason: string): Said {
  return { type: 'error', summary: summaryOf(reason), payloadJson: payloadOf({ reason }) };
}

function roleOf(record: PiRecord): string {
  return summaryOf(record.message?.role ?? 'message').slice(0, 100);
}

function toolOf(record: PiRecord): string {
  return summaryOf(record.toolName ?? 'tool').slice(0, 100);
}

/** Why it failed, else what it says, else which tools it calls. */
function gist(message: PiMessage): string {
  if (message.errorMessage !== undefined) return message.errorMessage;
  const text = textOf(message.content);
  if (text !== '') return text;
  const calls = message.content.flatMap((part) => (part.name === undefined ? [] : [part.name]));
  return calls.length > 0 ? `calls ${calls.slice(0, 20).join(', ')}` : 'nothing';
}

function textOf(content: PiMessage['content']): string {
  return content.flatMap((part) => (part.text === undefined ? [] : [part.text])).join('\n');
}
