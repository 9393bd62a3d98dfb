import { describe, expect, it } from 'vitest';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { context, issue, mia } from './samples.ts';

const { toIntake } = createGitHubWebhooks({});
const label = { name: 'patchplane' };
const event = (payload: object) => ({
  name: 'issues',
  payload: { ...context, issue: { ...issue, labels: [label] }, ...payload },
});

/** GitHub sends `opened`, and `labeled` for each label that an issue is opened with. */
describe('[GHB-04] an issue that is opened with the label', () => {
  it('is taken up, at the default branch, for who put the label on it', () => {
    expect(toIntake(event({ action: 'labeled', label }))).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: {
        prompt: 'Last page\n\nis dropped',
        actor: { id: `github:${mia.id}` },
        externalRef: { eventKind: 'issues.labeled', issue: { number: 1 } },
      },
    });
  });

  it('makes one run and not two, and without the label none', () => {
    for (const labels of [[label], []])
      expect(toIntake(event({ action: 'opened', issue: { ...issue, labels } }))).toEqual({
        kind: 'ignored',
        reason: 'a new issue is taken up when it gets the label "patchplane"',
      });
  });
});
