import { describe, expect, it } from 'vitest';
import { requestTitle } from '../../action/domain/request-title.ts';
import { newIntake } from '../approval-app/run-records.ts';

const { prompt, externalRef } = newIntake();
const { issue, ...bare } = externalRef;

describe('what people call a request', () => {
  it('is the title of its issue or pull request, whatever the agent was told', () => {
    const pullRequest = {
      ...{ externalId: '6', number: 6, title: 'Bump left-pad', body: '', updatedAt: '' },
      ...{ baseSha: 'a'.repeat(40), headSha: 'b'.repeat(40), headRef: 'x', baseRef: 'main' },
      authorId: '1',
    };

    expect(requestTitle({ prompt: 'You are an agent.\nDo it.', externalRef })).toBe(issue?.title);
    expect(requestTitle({ prompt, externalRef: { ...bare, pullRequest } })).toBe('Bump left-pad');
  });

  it('is the first line with anything in it, where there is neither', () => {
    expect(requestTitle({ prompt: '\r\n  \n  Count pages \nsoon', externalRef: bare })).toBe(
      'Count pages',
    );
    expect(requestTitle(null)).toBeUndefined();
  });

  it('is short enough for a list, and never half a character', () => {
    const title = requestTitle({ prompt: '😀'.repeat(150) });

    expect(title?.length).toBeLessThanOrEqual(200);
    expect(title?.isWellFormed()).toBe(true);
  });
});
