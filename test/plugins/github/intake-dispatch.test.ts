import { describe, expect, it } from 'vitest';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { context } from './samples.ts';

const run = 'run-0123456789abcdef';
const workflow = '.github/workflows/patchplane.yml';
const kinds = [
  [
    'workflow_dispatch',
    (inputs: unknown) => ({ ...context, workflow, ref: 'refs/heads/main', inputs }),
  ],
  [
    'repository_dispatch',
    (inputs: unknown) => ({
      ...context,
      action: 'patchplane',
      branch: 'main',
      client_payload: inputs,
    }),
  ],
] as const;

describe.each(kinds)('a %s', (name, payloadOf) => {
  const read = (inputs: unknown, githubRunId?: string) =>
    createGitHubWebhooks({ githubRunId }).toIntake({ name, payload: payloadOf(inputs) });

  it('[GHB-06] asks for a task', () => {
    expect(read({ prompt: 'Fix it', 'run-id': '', 'rerun-of': '' })).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: { source: 'workflow_dispatch', prompt: 'Fix it' },
    });
  });

  it('asks for an earlier run again, with an instruction or without', () => {
    expect(read({ 'rerun-of': run, instruction: 'Smaller' })).toMatchObject({
      kind: 'intake',
      intake: { externalRef: { rerun: { of: run, instruction: 'Smaller' } } },
    });
    expect(read({ 'rerun-of': run })).toHaveProperty('intake.externalRef.rerun', { of: run });
  });

  it('[SUC-23] asks for an earlier run again whose task no issue holds', () => {
    const asked = { 'rerun-of': run, prompt: 'Fix it', instruction: 'Smaller' };

    expect(read(asked)).toMatchObject({
      kind: 'intake',
      intake: {
        prompt: 'Fix it',
        externalRef: { rerun: { of: run, instruction: 'Smaller', taskGiven: true } },
      },
    });
  });

  it('names a decided run', () => {
    expect(read({ 'run-id': run })).toEqual({ kind: 'publish', runId: run });
  });

  it.each([
    [{}, 'the dispatch has no "prompt" input'],
    [null, 'the dispatch has no "prompt" input'],
    [{ prompt: 5 }, 'the dispatch has no "prompt" input'],
    [
      { prompt: 'a', 'run-id': run },
      'a dispatch with a "run-id" publishes, and has no "prompt" or "rerun-of"',
    ],
    [
      { 'rerun-of': run, 'run-id': run },
      'a dispatch with a "run-id" publishes, and has no "prompt" or "rerun-of"',
    ],
    [{ 'rerun-of': run, prompt: ' ' }, 'the prompt can not be used: there is no text to work on'],
    [{ 'run-id': '../x' }, 'the "run-id" of the dispatch is not the id of a run'],
    [{ 'rerun-of': 'run-1' }, 'the "rerun-of" of the dispatch is not the id of a run'],
    [
      { 'rerun-of': run, instruction: ' ' },
      'the instruction can not be used: there is no text to work on',
    ],
  ])('is ignored: %j', (inputs, reason) => {
    expect(read(inputs)).toEqual({ kind: 'ignored', reason });
  });

  it('[SEC-08] is the same again when its job is re-run, and another one when it is sent again', () => {
    const id = (githubRunId: string) => {
      const answer = read({ prompt: 'Fix it' }, githubRunId);
      return answer.kind === 'intake' ? answer.intake.externalRef.deliveryId : answer.kind;
    };
    expect(id('900')).toBe(id('900'));
    expect(id('901')).not.toBe(id('900'));
  });
});

it('another program may use other event types for itself', () => {
  const payload = { ...context, action: 'deploy', branch: 'main', client_payload: { prompt: 'x' } };
  expect(createGitHubWebhooks({}).toIntake({ name: 'repository_dispatch', payload })).toEqual({
    kind: 'ignored',
    reason: 'PatchPlane does not act on "repository_dispatch.deploy" events',
  });
});
