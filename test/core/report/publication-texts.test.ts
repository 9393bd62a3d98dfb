import { describe, expect, it } from 'vitest';
import {
  branchRef,
  commitMessage,
  pullRequestBody,
  pullRequestTitle,
} from '../../../action/core/workflows/publish/texts.ts';
import { decisionOn, sampleSubject } from '../../domain/samples.ts';
import { reportSaying } from './hostile-report.ts';
import { hostileTexts } from './hostile-texts.ts';
import { insideOfCode, outsideOfCode, unseen } from './rendered.ts';

const head = 'c'.repeat(64);
/** Put by us between the two halves of what GitHub would act on. */
const ours = /\u2060/g;

function decisionSaying(text: string) {
  return { ...decisionOn(sampleSubject), overrideReason: text, comment: text };
}
function bodySaying(text: string): string {
  return pullRequestBody(
    reportSaying(text, 'published'),
    sampleSubject,
    decisionSaying(text),
    head,
  );
}
function messageSaying(text: string): string {
  return commitMessage(reportSaying(text, 'published'), sampleSubject, decisionSaying(text), head);
}

describe('[B6] what is published under a person’s approval', () => {
  it.each(hostileTexts)('%s is nothing but shown text in the pull request', (_, text) => {
    const body = bodySaying(text);

    expect(outsideOfCode(body)).toEqual(outsideOfCode(bodySaying('harmless')));
    expect(insideOfCode(body)).toHaveLength(insideOfCode(bodySaying('harmless')).length);
    expect(body).not.toMatch(unseen);
  });

  it.each(hostileTexts)('%s makes no reference in the title', (_, text) => {
    const title = pullRequestTitle(reportSaying(text, 'published'));

    expect(title).toMatch(/^.{1,256}$/u);
    expect(title).not.toMatch(/@[\w-]|#\d|\bGH-\d|:\/\//i);
    expect(title.replace(ours, '')).not.toMatch(unseen);
  });

  it.each(hostileTexts)('%s forges no trailer and closes no issue in the commit', (_, text) => {
    const message = messageSaying(text);
    const paragraphs = message.split('\n\n');

    expect(paragraphs).toHaveLength(3);
    expect(paragraphs[0]).toBe(pullRequestTitle(reportSaying(text, 'published')));
    expect(paragraphs[2]?.split('\n')).toEqual([
      `PatchPlane-Run: ${sampleSubject.runId}`,
      `PatchPlane-Patch: sha256:${sampleSubject.patchSha256}`,
      `PatchPlane-Head: sha256:${head}`,
      'Approved-by: workos:user_reviewer',
    ]);
  });

  it('[E7] the branch can not be guessed before there is an approval subject', () => {
    expect(branchRef(sampleSubject)).toBe('refs/heads/patchplane/run-0123456789abcdef-99999999');
    expect(branchRef({ ...sampleSubject, nonce: 'ab'.repeat(16) })).not.toBe(
      branchRef(sampleSubject),
    );
  });
});
