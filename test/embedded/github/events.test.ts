import { readdirSync, readFileSync } from 'node:fs';
import webhooks from '@octokit/webhooks-examples' with { type: 'json' };
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GitHubEvent } from '../../../action/embedded/github/forge.ts';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { actOut } from './example-events.ts';
import { type GitHubFixture, startSampleGitHub } from './github-fixture.ts';

let fixture: GitHubFixture;
let events: Readonly<Record<string, GitHubEvent>>;

beforeAll(async () => {
  fixture = await startSampleGitHub();
  events = await actOut(fixture.github);
});

afterAll(async () => {
  await fixture.stop();
});

const Json = z.record(z.string(), z.unknown());
const Published = z.array(z.object({ name: z.string(), examples: z.array(Json) }));
const examples = new URL('../../../examples/events/', import.meta.url);
const names = readdirSync(examples).map((file) => file.replace(/\.json$/, ''));
const example = (name: string) =>
  Json.parse(JSON.parse(readFileSync(new URL(`${name}.json`, examples), 'utf8')));

/** GitHub's own example of the event; for a dispatch the action is the sender's choice. */
function published({ name, payload }: GitHubEvent) {
  const found = Published.parse(webhooks).find((event) => event.name === name)?.examples ?? [];
  const same = found.find(({ action }) => action === payload['action']);
  return Json.parse(same ?? found[0]);
}

const parts = ['issue', 'comment', 'pull_request', 'repository', 'sender', 'label'];
/** In GitHub's examples by mistake, or only where an App receives the event. */
const leftOut = new Set(['installation', 'draft']);

function missing(theirs: Record<string, unknown>, ours: unknown): readonly string[] {
  const has = Json.parse(ours);
  return Object.keys(theirs).filter((key) => !(key in has) && !leftOut.has(key));
}

describe('an event of the stand-in', () => {
  it.each(names)('%s has every field that GitHub published for it', (name) => {
    const event = events[name];
    if (!event) throw new TypeError(`nobody acted out ${name}`);
    const theirs = published(event);
    expect(missing(theirs, event.payload)).toEqual([]);
    for (const part of parts.filter((part) => part in theirs && part in event.payload))
      expect([part, missing(Json.parse(theirs[part]), event.payload[part])]).toEqual([part, []]);
  });

  it('speaks of the live repository, issue and people only', () => {
    const event = events['issue-labeled'];
    if (!event) throw new TypeError('nobody put a label on');
    expect(createGitHubWebhooks({}).toIntake(event)).toMatchObject({
      kind: 'intake',
      intake: {
        actor: { id: 'github:11223344' },
        externalRef: {
          url: `${fixture.github.serverUrl}/acme/pagination/issues/1`,
          repository: { externalId: '814523001' },
          issue: { number: 1, title: 'An empty last page' },
        },
      },
    });
  });

  it('does not say what the receiver may do', () => {
    for (const { payload } of Object.values(events))
      expect(Json.parse(payload['repository'])['permissions']).toBeUndefined();
  });
});

describe('an example to look at', () => {
  it.each(names)('%s has the shape that the stand-in sends', (name) => {
    const shape = (value: Record<string, unknown>, part: string) =>
      Object.keys(Json.parse(value[part] ?? {})).filter((key) => !leftOut.has(key));
    const [written, sent] = [example(name), events[name]?.payload ?? {}];
    const common = parts.filter((part) => part in written);
    expect(common.filter((part) => !(part in sent))).toEqual([]);
    for (const part of common)
      expect(shape(sent, part)).toEqual(expect.arrayContaining(shape(written, part)));
  });

  it('there is one for everything that starts something', () => {
    expect(names.toSorted()).toEqual(Object.keys(events).toSorted());
  });

  it('names no machine', () => {
    for (const name of names) expect(JSON.stringify(example(name))).not.toMatch(/127\.0\.0\.1/);
  });
});
