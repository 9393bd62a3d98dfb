import { readFileSync } from 'node:fs';
import webhooks from '@octokit/webhooks-examples' with { type: 'json' };
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { adaptEvent } from '../../../action/embedded/github/adapt-event.ts';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;

beforeAll(async () => {
  fixture = await startSampleGitHub();
});

afterAll(async () => {
  await fixture.stop();
});

const Json = z.record(z.string(), z.unknown());
const sample: unknown = JSON.parse(
  readFileSync(new URL('../../../examples/events/issue-labeled.json', import.meta.url), 'utf8'),
);

it('the example has every field that GitHub published for this event', () => {
  const Examples = z.array(z.object({ name: z.string(), examples: z.array(Json) }));
  const published = Examples.parse(webhooks);
  const labeled = published
    .find(({ name }) => name === 'issues')
    ?.examples.find(({ action }) => action === 'labeled');
  const example = Json.parse(sample);

  for (const part of ['issue', 'repository', 'label', 'sender'])
    expect(Object.keys(Json.parse(example[part])).toSorted()).toEqual(
      // "draft" is in the sample by mistake: issues have none.
      Object.keys(Json.parse(labeled?.[part]))
        .filter((key) => key !== 'draft')
        .toSorted(),
    );
});

it('an adapted event speaks of the live repository, issue and people only', () => {
  const { github } = fixture;
  github.createIssue({ title: 'A task', body: 'Do it', author: 'sam-reports' });
  const issue = github.labelIssue(1, 'patchplane');
  const event = adaptEvent(sample, {
    repository: github.repositoryJson(),
    issue,
    sender: github.userJson('will-writes'),
  });

  expect(createGitHubWebhooks({}).toIntake({ name: 'issues', payload: event })).toMatchObject({
    kind: 'intake',
    intake: {
      actor: { id: 'github:11223344' },
      prompt: 'A task\n\nDo it',
      externalRef: {
        url: `${github.serverUrl}/acme/pagination/issues/1`,
        repository: { externalId: '814523001' },
        issue: { number: 1 },
      },
    },
  });
});
