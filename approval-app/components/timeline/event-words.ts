import type { RuntimeEvent, RuntimeEventType } from '../../../action/domain/runtime-event.ts';

/** A line of the timeline: a sign beside a word, as everywhere. */
export interface EventWords {
  readonly tone: 'accent' | 'bad' | 'calm' | 'good' | 'wait';
  readonly sign: string;
  readonly words: string;
}

/** What an event is, for a person. Whatever went wrong looks like it, whichever event tells of it. */
export function eventWords({
  type,
  stopReason,
  aborted,
}: Pick<RuntimeEvent, 'type' | 'stopReason' | 'aborted'>): EventWords {
  if (type === 'error' || stopReason === 'error') return { tone: 'bad', sign: '✕', words: 'error' };
  if (type === 'agent.settled' && aborted) return { tone: 'bad', sign: '■', words: 'stopped' };
  return known[type];
}

const known: Record<RuntimeEventType, EventWords> = {
  'agent.started': { tone: 'calm', sign: '↻', words: 'agent begins' },
  'turn.started': { tone: 'calm', sign: '↻', words: 'turn begins' },
  'message.started': { tone: 'calm', sign: '·', words: 'message begins' },
  'message.updated': { tone: 'calm', sign: '·', words: 'message goes on' },
  'message.ended': { tone: 'calm', sign: '·', words: 'message' },
  'tool.started': { tone: 'accent', sign: '▸', words: 'tool is called' },
  'tool.updated': { tone: 'accent', sign: '▸', words: 'tool goes on' },
  'tool.ended': { tone: 'accent', sign: '◂', words: 'tool answers' },
  'turn.ended': { tone: 'calm', sign: '↻', words: 'turn ends' },
  'agent.ended': { tone: 'calm', sign: '↻', words: 'agent ends' },
  'agent.settled': { tone: 'good', sign: '✓', words: 'agent is done' },
  'rpc.response': { tone: 'calm', sign: '·', words: 'answer to us' },
  'instruction.sent': { tone: 'wait', sign: '▲', words: 'a person says' },
  error: { tone: 'bad', sign: '✕', words: 'error' },
  unknown: { tone: 'calm', sign: '·', words: 'not known' },
};
