import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GitHubEvent } from '../../action/embedded/github/forge.ts';
import { gitEnvironment } from '../../action/embedded/github/git.ts';
import {
  type ProviderStandIn,
  startProvider,
} from '../../action/embedded/model/provider-stand-in.ts';
import { type GitHubFixture, startSampleGitHub } from '../embedded/github/github-fixture.ts';
import { artifact, modelAnswer, openAiAt, runReview } from './review-job.ts';

const Opened = z.looseObject({ number: z.int() });
let fixture: GitHubFixture;
let model: ProviderStandIn;
let opened: GitHubEvent;
let number: number;
let folder: string;

beforeEach(async () => {
  fixture = await startSampleGitHub();
  model = await startProvider({
    ...{ api: 'openai', prefix: '/v1' },
    steps: [{ text: modelAnswer({ line: 2 }) }],
  });
  opened = await fixture.github.openPull({
    by: 'will-writes',
    branch: 'feature',
    files: { 'src/page.js': 'export const lastPage = 1;\nexport const more = 2;\n' },
  });
  ({ number } = Opened.parse(opened.payload));
  folder = join(fixture.folder, 'checkout');
  const bare = join(fixture.folder, 'repository.git');
  const env = gitEnvironment();
  execFileSync('git', ['clone', '--quiet', '--branch=feature', bare, folder], { env });
});

afterEach(async () => {
  await Promise.all([fixture.stop(), model.close()]);
});

function run(event: GitHubEvent, more: Readonly<Record<string, string>>) {
  const eventPath = join(fixture.folder, 'event.json');
  writeFileSync(eventPath, JSON.stringify(event.payload));
  return runReview(folder, {
    ...openAiAt(model.baseUrl),
    ...{ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: eventPath },
    ...{ GITHUB_REPOSITORY: 'acme/pagination', GITHUB_REPOSITORY_ID: '814523001' },
    ...{ GITHUB_API_URL: fixture.github.apiUrl, GITHUB_TOKEN: 'token-publish' },
    ...more,
  });
}

const said = () => {
  const { comments, pullComments } = fixture.github.state();
  return [comments.length, pullComments.map(({ path, line }) => `${path}:${line}`)] as const;
};

describe('a review job of GitHub', () => {
  it('[OPM-02] writes artifacts and tells nobody, unless it is told to', async () => {
    expect(await run(opened, {})).toMatchObject({ exitCode: 0, errors: [] });
    expect(said()).toEqual([0, []]);
    expect(JSON.parse(artifact(folder, 'ai-review.json'))).toMatchObject({
      meta: { base_sha: fixture.start.commit },
      findings: [{ file: 'src/page.js', line_start: 2 }],
    });
  });

  it('[DOC-24] tells the pull request in mode pr, once', async () => {
    const telling = { AI_REVIEW_FEEDBACK_MODE: 'pr' };
    await run(opened, telling);
    expect(await run(opened, telling)).toMatchObject({ exitCode: 0, errors: [] });

    expect(said()).toEqual([1, ['src/page.js:2']]);
  });

  it('[DOC-24] mode pr-manual waits for the label of a person', async () => {
    const telling = { AI_REVIEW_FEEDBACK_MODE: 'pr-manual' };
    await run(opened, telling);
    await run(await fixture.github.labelPull(number, 'mia-maintains', 'other'), telling);
    expect(said()).toEqual([0, []]);

    await run(await fixture.github.labelPull(number, 'mia-maintains', 'ai-review'), telling);
    expect(said()).toEqual([1, ['src/page.js:2']]);
  });

  it('[DOC-35] a token that may not comment ends with 7, after the artifacts', async () => {
    const told = await run(opened, {
      ...{ AI_REVIEW_FEEDBACK_MODE: 'pr', GITHUB_TOKEN: 'token-nothing' },
    });

    expect(told).toMatchObject({
      exitCode: 7,
      errors: [expect.stringMatching(/^GITHUB_COMMENT_ERROR\[/)],
    });
    expect(artifact(folder, 'ai-review.md')).toContain('src/page.js');
    expect(await run(opened, { AI_REVIEW_FEEDBACK_MODE: 'pr', GITHUB_TOKEN: '' })).toMatchObject({
      exitCode: 7,
      errors: [expect.stringMatching(/^GITHUB_COMMENT_ERROR\[NO_CREDENTIALS\]/)],
    });
  });

  it('leaves nothing of this process behind that hears of signals', async () => {
    const listening = () => process.listenerCount('SIGTERM') + process.listenerCount('SIGINT');
    const before = listening();

    expect(await run(opened, {})).toMatchObject({ exitCode: 0 });

    expect(listening()).toBe(before);
  });
});
