import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type House, openHouse } from './house.ts';
import { readRun, textOf } from './run.ts';

/** The agent works in short steps for as long as it is let. */
const works = {
  schemaVersion: 1 as const,
  model: 'scripted-1',
  steps: [{ text: 'One more step.', tools: [{ name: 'bash', args: { command: 'sleep 1' } }] }],
  repeatLast: true,
};

describe('a person and an agent at work', { timeout: 180_000 }, () => {
  let house: House;

  beforeAll(async () => {
    house = await openHouse({ cassette: works });
  }, 120_000);
  afterAll(() => house.close());

  it('[PRD-09] [PRD-10] [RUN-04] comments correct it and end it; who, what and when is in the chain', async () => {
    const event = house.ask();
    const job = house.startPropose(event);
    await vi.waitFor(() => expect(house.cloud.model.requests().length).toBeGreaterThan(0), {
      timeout: 60_000,
      interval: 50,
    });

    const words = 'Leave the README alone.';
    house.cloud.github.comment(event.issue, 'ada', `/patchplane steer ${words}`);
    house.cloud.github.comment(event.issue, 'ada', '/patchplane abort');
    const { result, exitCode } = await job.ended;

    const run = readRun(result?.kind === 'ended' ? result.folder : '', exitCode);
    expect(run.report.run).toMatchObject({
      state: 'cancelled',
      reason: expect.stringMatching(/^The agent was stopped by github:\d+\.$/),
    });
    expect(run.report.agent.outcome).toBe('aborted');
    const told = run.events.filter(({ type }) => type === 'runtime.control');
    expect(told).toMatchObject([
      { operation: 'steer 1', status: 'succeeded', artifactRefs: [sha256Hex(words)] },
      { operation: 'abort 2', status: 'succeeded', artifactRefs: [] },
    ]);
    expect(run.report.controls).toMatchObject([
      { kind: 'steer', textSha256: sha256Hex(words), status: 'delivered' },
      { kind: 'abort', textSha256: null, status: 'delivered' },
    ]);
    expect(textOf(run.bundle, 'trust-report.md')).toContain('**Told to the agent**');
    expect(run.report.agent.session).toEqual({
      policySha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      approvals: 'declined',
    });
    expect(run.finding).toMatchObject({ holds: true });
    expect(house.cloud.daytona.sandboxes()).toBe(0);
    const { artifacts } = house.services(run.id);
    const trace = run.report.evidence.find(({ kind }) => kind === 'raw-trace');
    const bytes = await artifacts.getArtifact(run.id, trace?.sha256 ?? '');
    expect(Buffer.from(bytes).toString()).toContain(words);
  });
});
