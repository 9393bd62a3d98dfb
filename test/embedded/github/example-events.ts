/**
 * Makes the payloads in examples/events/ by acting them out on the stand-in:
 *
 *   node test/embedded/github/example-events.ts examples/events
 *
 * Numbers and addresses in them are those of a made-up repository on github.com.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GitHubEvent } from '../../../action/embedded/github/forge.ts';
import type { EmbeddedGitHub } from '../../../action/embedded/github/start-github.ts';
import { startSampleGitHub } from './github-fixture.ts';

/** One event of each kind that starts something, by the name of its file. */
export async function actOut(
  github: EmbeddedGitHub,
): Promise<Readonly<Record<string, GitHubEvent>>> {
  const by = 'will-writes';
  github.openIssue({ title: 'An empty last page', body: 'With 9 items and 3 a page.', by });
  const issue = github.state().lastNumber;
  const files = { 'src/page.js': 'export const lastPage = (total, size) => total / size;\n' };
  const head = { by, branch: 'agents/last-page', files, title: 'Fix the last page' };
  const opened = await github.openPull({ ...head, body: 'By another agent.', draft: true });
  const pull = github.state().lastNumber;
  const synchronized = await github.push(pull, by, { 'docs/old.md': 'New.\n' });
  await github.closePull(pull, by);
  const reopened = await github.reopenPull(pull, by);
  const ready = await github.readyForReview(pull, by);
  await github.fork('eve-stranger');
  const fromFork = await github.openPull({
    ...{ by: 'eve-stranger', forkOf: 'eve-stranger', branch: 'patch-1' },
    files: { 'README.md': '# Pages\n' },
    title: 'Better words',
  });
  return {
    'issue-labeled': github.label(issue, by),
    'issue-comment-created': github.comment(issue, by, '/patchplane fix the rounding'),
    'pull-request-comment-created': github.comment(pull, by, '/patchplane status'),
    'pull-request-opened': opened,
    'pull-request-opened-from-fork': fromFork,
    'pull-request-synchronize': synchronized,
    'pull-request-reopened': reopened,
    'pull-request-ready-for-review': ready,
    'workflow-dispatch': github.dispatch(by, 'patchplane.yml', { prompt: 'Fix the last page' }),
    'repository-dispatch': github.repositoryDispatch(by, 'patchplane', { prompt: 'Fix it' }),
  };
}

const target = process.argv[2];
if (import.meta.main && target) {
  const fixture = await startSampleGitHub();
  const { apiUrl, serverUrl } = fixture.github;
  for (const [name, { payload }] of Object.entries(await actOut(fixture.github))) {
    const text = JSON.stringify(payload, null, 2)
      .replaceAll(apiUrl, 'https://api.github.com')
      .replaceAll(serverUrl, 'https://github.com')
      .replaceAll(new URL(serverUrl).host, 'github.com');
    // This one is older and has its own story, which other tests tell.
    if (name !== 'issue-labeled') writeFileSync(join(target, `${name}.json`), `${text}\n`);
  }
  await fixture.stop();
}
