import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGitHubFeedback } from '../../../action/plugins/github/feedback.ts';
import { createGitHubReader } from '../../../action/plugins/github/reader.ts';
import { failure, type PluginFixture, startPlugin } from './plugin-fixture.ts';
import { markerOf } from './sample-marker.ts';

let plugin: PluginFixture;

beforeAll(async () => {
  plugin = await startPlugin();
});

afterAll(async () => {
  await plugin.fixture.stop();
});

describe('a network that is not perfect', () => {
  it.each([502, 503, 504])('[TST-17] asks again after %i', async (status) => {
    plugin.fixture.github.injectFault({
      method: 'GET',
      path: /\/git\/ref\//,
      times: 2,
      answer: { status },
    });
    expect(await plugin.reader.freezeBase(plugin.repository, 'refs/heads/main')).toEqual(
      plugin.base,
    );
  });

  it('[TST-17] asks again after a lost connection, a bounded number of times', async () => {
    plugin.fixture.github.injectFault({ path: /pagination$/, times: 2, hangUp: true });
    expect(await plugin.reader.verifyRepositoryAccess(plugin.repository)).toMatchObject({
      status: 'active',
    });
    plugin.fixture.github.injectFault({ path: /pagination$/, times: 3, hangUp: true });
    await expect(plugin.reader.verifyRepositoryAccess(plugin.repository)).rejects.toEqual(
      expect.objectContaining({ code: 'unavailable', retryable: true }),
    );
  });

  it('[TST-17] does not ask again after 500, which may come for ever', async () => {
    plugin.fixture.github.injectFault({ path: /pagination$/, times: 1, answer: { status: 500 } });
    await expect(plugin.reader.verifyRepositoryAccess(plugin.repository)).rejects.toEqual(
      failure('unavailable'),
    );
  });

  it('[TST-17] never sends a write twice, even if its answer was lost', async () => {
    const ref = 'refs/heads/patchplane/lost-answer';
    const sent = plugin.wire();
    plugin.fixture.github.injectFault({
      method: 'POST',
      path: /git\/refs/,
      times: 1,
      loseAnswer: true,
    });
    await expect(
      plugin.writer.createBranch(plugin.repository, ref, plugin.base.commit),
    ).rejects.toEqual(failure('unavailable'));
    expect(sent().filter((line) => line.startsWith('POST'))).toEqual(['POST /git/refs 201']);
    expect(await plugin.writer.readBranch(plugin.repository, ref)).toEqual(plugin.fixture.start);
  });

  it.each([
    [429, { 'retry-after': '2' }, [2_000]],
    [403, { 'retry-after': '0' }, [0]],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, [0]],
  ])(
    '[TST-17] waits as long as GitHub says (%i %j), also before writing',
    async (status, headers, waited) => {
      const waits: number[] = [];
      const patient = createGitHubFeedback({
        ...plugin.options('token-propose'),
        sleep: async (milliseconds) => waits.push(milliseconds),
      });
      const number = plugin.newIssue();
      const body = '{"message":"You have exceeded a secondary rate limit"}';
      plugin.fixture.github.injectFault({
        method: 'POST',
        path: /comments/,
        times: 1,
        answer: { status, headers, body },
      });
      await patient.createIssueComment(plugin.repository, number, markerOf('run-n'), 'x');
      expect(waits).toEqual(waited);
      expect(plugin.commentsOf(number)).toHaveLength(1);
    },
  );

  it('[TST-17] does not wait longer than a minute', async () => {
    const headers = { 'retry-after': '3600' };
    plugin.fixture.github.injectFault({
      path: /pagination$/,
      times: 1,
      answer: { status: 429, headers },
    });
    await expect(plugin.reader.verifyRepositoryAccess(plugin.repository)).rejects.toEqual(
      expect.objectContaining({
        code: 'rate-limited',
        retryable: true,
        tell: expect.stringContaining('3600'),
      }),
    );
  });

  it('[TST-18] gives up on an answer that does not come', async () => {
    plugin.fixture.github.injectFault({ path: /pagination$/, times: 1, delayMs: 2_000 });
    const hasty = createGitHubReader(plugin.options('token-propose', 100));
    await expect(hasty.verifyRepositoryAccess(plugin.repository)).rejects.toEqual(
      expect.objectContaining({ code: 'timeout', retryable: true }),
    );
  });

  it('never puts the token into what it tells', async () => {
    const wrong = createGitHubReader({ token: 'ghs_secret', apiUrl: plugin.fixture.github.apiUrl });
    const error: unknown = await wrong
      .verifyRepositoryAccess(plugin.repository)
      .catch((caught) => caught);
    expect(error).toEqual(failure('auth', /Bad credentials.*token is valid/));
    expect(JSON.stringify(error)).not.toContain('ghs_secret');
  });

  it('keeps control characters of an answer out of what it tells', async () => {
    const body = JSON.stringify({ message: 'a\u001b[31mred\n::set-output name=x::y' });
    plugin.fixture.github.injectFault({
      path: /pagination$/,
      times: 1,
      answer: { status: 422, body },
    });
    await expect(plugin.reader.verifyRepositoryAccess(plugin.repository)).rejects.toEqual(
      failure('misconfigured', /: a \[31mred ::set-output name=x::y\.$/),
    );
  });
});

it('every exchange above is one that GitHub describes', () => {
  expect(plugin.undescribed()).toEqual([]);
});
