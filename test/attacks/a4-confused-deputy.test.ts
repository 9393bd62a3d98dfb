import { describe, expect, it } from 'vitest';
import { createGitHubWebhooks } from '../../action/plugins/github/webhooks.ts';
import { bot, comment, commented, mia, opened, pullRequest } from '../plugins/github/samples.ts';

const { toIntake } = createGitHubWebhooks({});
const organisation = { ...mia, type: 'Organization' };
const ignored = (reason: RegExp) => ({ kind: 'ignored', reason: expect.stringMatching(reason) });

describe('[A4] a bot that is made to speak for somebody', () => {
  it.each<[string, object, object, RegExp]>([
    ['a bot quotes a command', { user: bot }, bot, /not written by a person/],
    ['a bot sends it in a comment of a person', {}, bot, /not written by a person/],
    ['a person sends it in a comment of a bot', { user: bot }, mia, /not written by a person/],
    ['an organisation', { user: organisation }, organisation, /not written by a person/],
    ['a deleted account', { user: null }, mia, /not written by a person/],
    [
      'one person in a comment of another',
      { user: { ...mia, id: 43 } },
      mia,
      /not sent by the one/,
    ],
    [
      'an App in the name of a person',
      { performed_via_github_app: { id: 1 } },
      mia,
      /an App wrote/,
    ],
    [
      "our own comment, copied into a person's",
      { body: '/patchplane cancel\n<!-- patchplane:run=run-0123456789abcdef x -->' },
      mia,
      /PatchPlane's own/,
    ],
  ])('starts nothing: %s', (_, change, sender, reason) => {
    for (const body of [
      '/patchplane fix it',
      '/patchplane approve 9f3c00aa11bb',
      '/patchplane x',
    ]) {
      const payload = { ...commented, comment: { ...comment, body, ...change }, sender };
      expect(toIntake({ name: 'issue_comment', payload })).toEqual(ignored(reason));
    }
  });

  it('does not make us judge what we published, so that we never answer ourselves', () => {
    const head = { ...pullRequest.head, ref: 'patchplane/run-0123456789abcdef-1a2b' };
    const payload = { ...opened, pull_request: { ...pullRequest, head }, sender: bot };
    expect(toIntake({ name: 'pull_request', payload })).toEqual(ignored(/PatchPlane published/));
  });
});
