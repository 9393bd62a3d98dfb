import { afterEach, describe, expect, it } from 'vitest';
import { createGitHubFeedback } from '../../../action/plugins/github/feedback.ts';
import { failure } from './plugin-fixture.ts';
import { sampleRepository } from './sample-marker.ts';
import {
  type Answer,
  absent,
  forbidden,
  type Request,
  type ScriptedGitHub,
  startScripted,
} from './scripted-github.ts';

let github: ScriptedGitHub | undefined;

afterEach(async () => {
  await github?.stop();
});

/** GitHub with an issue that has these labels, and one that goes wrong. */
async function withLabels(
  labels: readonly string[],
  more: (request: Request) => Answer | undefined,
) {
  github = await startScripted(
    (request) =>
      more(request) ?? {
        json: [...labels, 'patchplane:running'].map((name) => ({ name })),
      },
  );
  return github;
}

const none = () => undefined;

describe('[GHB-11] the label of a run', () => {
  it('takes the trigger and every other state off', async () => {
    const { options, asked, bodies } = await withLabels(
      ['bug', 'patchplane', 'patchplane:failed', 'PatchPlane:Rejected', 'patchplane-docs'],
      none,
    );

    await createGitHubFeedback(options).setRunLabel(sampleRepository, 7, 'running');

    expect(bodies()[0]).toEqual({ labels: ['patchplane:running'] });
    expect(asked()).toEqual([
      'POST /issues/7/labels',
      'DELETE /issues/7/labels/patchplane',
      'DELETE /issues/7/labels/patchplane%3Afailed',
      'DELETE /issues/7/labels/PatchPlane%3ARejected',
    ]);
  });

  it('one request where there is nothing to take off', async () => {
    const { options, asked } = await withLabels(['bug'], none);
    await createGitHubFeedback(options).setRunLabel(sampleRepository, 7, 'running');
    expect(asked()).toEqual(['POST /issues/7/labels']);
  });

  it('takes the configured trigger off', async () => {
    const { options, asked } = await withLabels(['robot', 'patchplane'], none);
    const feedback = createGitHubFeedback({ ...options, triggerLabel: 'robot' });
    await feedback.setRunLabel(sampleRepository, 7, 'running');
    expect(asked()).toEqual(['POST /issues/7/labels', 'DELETE /issues/7/labels/robot']);
  });

  it('a label that somebody took off in between is no error', async () => {
    const { options, asked } = await withLabels(
      ['patchplane', 'patchplane:failed'],
      ({ method }) => (method === 'DELETE' ? absent : undefined),
    );
    await createGitHubFeedback(options).setRunLabel(sampleRepository, 7, 'running');
    expect(asked()).toHaveLength(3);
  });

  it('a permission that is missing is one clear failure', async () => {
    const { options, asked } = await withLabels(['patchplane'], () => forbidden);
    await expect(
      createGitHubFeedback(options).setRunLabel(sampleRepository, 7, 'running'),
    ).rejects.toEqual(failure('auth', /label the issue.*needs "issues: write"/));
    expect(asked()).toHaveLength(1);
  });
});
