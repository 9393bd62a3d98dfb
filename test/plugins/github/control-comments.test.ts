import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ControlSource } from '../../../action/core/services/control-source.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { createGitHubControlComments } from '../../../action/plugins/github/control-comments.ts';
import { type PluginFixture, startPlugin } from './plugin-fixture.ts';

describe('words to an agent in comments', () => {
  let plugin: PluginFixture;
  let issueNumber: number;
  let source: ControlSource;

  beforeAll(async () => {
    plugin = await startPlugin();
  });
  afterAll(async () => await plugin.fixture.stop());

  /** What a new issue with these comments tells an agent. */
  async function said(...comments: readonly (readonly [string, string])[]) {
    issueNumber = plugin.newIssue();
    source = createGitHubControlComments({
      ...plugin.options('token-propose'),
      reader: plugin.reader,
    });
    for (const [by, body] of comments) plugin.fixture.github.comment(issueNumber, by, body);
    return await look();
  }
  const look = async (since = 0) =>
    await source.listControls({ repository: plugin.repository, issueNumber, since });

  it('[PRD-09] [PRD-10] are taken in order, with who said them and a digest of what', async () => {
    const requests = await said(
      ['will-writes', '/patchplane steer Mind the last page.'],
      ['mia-maintains', 'Looks good.\n\n/patchplane follow-up And\nthe docs.'],
      ['will-writes', '/patchplane abort'],
    );

    expect(requests).toEqual([
      {
        key: expect.stringMatching(/^comment:\d+$/),
        kind: 'steer',
        text: 'Mind the last page.',
        textSha256: sha256Hex('Mind the last page.'),
        actorId: 'github:11223344',
        via: 'comment',
        requestedAt: expect.any(Number),
      },
      expect.objectContaining({ kind: 'follow-up', text: 'And\nthe docs.' }),
      expect.objectContaining({ kind: 'abort', actorId: 'github:11223344' }),
    ]);
    expect(await look()).toEqual(requests);
    expect(plugin.undescribed()).toEqual([]);
  });

  it.each([
    ['a stranger', 'eve-stranger', '/patchplane abort'],
    ['somebody who may only read', 'sam-reports', '/patchplane abort'],
    ['somebody who may only triage', 'tim-triages', '/patchplane abort'],
    ['talk', 'will-writes', 'The agent should stop.'],
    ['a quotation', 'will-writes', '> /patchplane abort'],
    ['a command for others', 'will-writes', '/patchplane cancel'],
    ['our own comment', 'will-writes', '<!-- patchplane:x -->\n/patchplane abort'],
  ])('not from %s', async (_, by, body) => {
    expect(await said(['will-writes', '/patchplane steer First.'], [by, body])).toHaveLength(1);
  });

  it('a comment that was edited says nothing: nobody can tell what was meant', async () => {
    await said();
    plugin.fixture.github.comment(issueNumber, 'will-writes', '/patchplane steer Do it.');
    const { id } = plugin.fixture.github.state().comments.at(-1) ?? { id: 0 };
    plugin.fixture.github.editComment(id, 'mia-maintains', '/patchplane abort');

    expect(await look()).toEqual([]);
  });

  it('what was said before the run is not about it', async () => {
    await said(['will-writes', '/patchplane abort']);

    expect(await look(Date.now() + 3_600_000)).toEqual([]);
  });

  it('what nobody sees in the text is shown to the agent as well', async () => {
    const [request] = await said(['will-writes', '/patchplane steer Mind\u202E it.']);

    expect(request?.text).toBe('Mind\\u{202e} it.');
  });
});
