import { describe, expect, it } from 'vitest';
import { RuntimeEventType } from '../../../action/domain/runtime-event.ts';
import { eventWords } from '../../../approval-app/components/timeline/event-words.ts';

describe('a line of the timeline', () => {
  it('says in words what happened, for everything that an agent can do', () => {
    const words = RuntimeEventType.options.map((type) => eventWords({ type }).words);
    expect(words.join()).not.toMatch(/[._]/);
    expect(eventWords({ type: 'tool.started' }).words).toBe('tool is called');
    expect(eventWords({ type: 'instruction.sent' })).toMatchObject({ words: 'a person says' });
  });

  it('looks wrong where something went wrong, whichever event tells of it', () => {
    for (const event of [
      { type: 'error' },
      { type: 'message.ended', stopReason: 'error' },
      { type: 'agent.settled', aborted: true },
    ] as const)
      expect(eventWords(event).tone).toBe('bad');
    expect(eventWords({ type: 'agent.settled', aborted: false })).toMatchObject({ tone: 'good' });
  });
});
