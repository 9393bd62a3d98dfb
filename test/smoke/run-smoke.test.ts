import { rmSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scriptedPi } from '../core/propose/scripted-pi.ts';
import { type DaytonaWorld, openDaytonaWorld } from '../embedded/daytona/daytona-world.ts';
import { runSmoke } from './run-smoke.ts';

const piDir = scriptedPi('x.txt', 'x');
let world: DaytonaWorld;
beforeAll(async () => {
  world = await openDaytonaWorld({ piDir });
});
afterEach(() => world.daytona.faults.clear());
afterAll(async () => {
  await world.close();
  rmSync(piDir, { recursive: true });
});

const smoke = () => {
  const notes: string[] = [];
  const running = runSmoke({
    ...{ apiKey: 'test-key', apiUrl: world.daytona.apiUrl, target: 'us' },
    cloneUrl: world.cloneUrl().replace('://', '://x-access-token:clone-token-0123456789@'),
    commit: world.repository.first,
    patience: { tries: 2, pauseMs: 50, goneMs: 3_000, callMs: 5_000 },
    note: (text) => void notes.push(text),
  });
  return running.then(
    () => notes,
    (error: unknown) => [...notes, `failed: ${String(error)}`],
  );
};

describe('[RUN-26] the live smoke', () => {
  it('ends the session, deletes the sandbox, and only then reports success', async () => {
    const notes = await smoke();

    expect(notes).toEqual([
      expect.stringMatching(/^provisioned .*, egress enforced$/),
      `holds ${world.repository.first}`,
      expect.stringMatching(/^Pi answered/),
      'proved gone',
    ]);
    expect(world.daytona.sandboxes()).toBe(0);
  });

  it('does not succeed while the provider still knows the sandbox', async () => {
    world.daytona.faults.inject({ kind: 'answer', status: 503, match: /^DELETE \/api\/sandbox/ });

    const notes = await smoke();

    expect(notes.at(-1)).toMatch(/^failed: /);
    expect(notes).not.toContain('proved gone');
    world.daytona.faults.clear();
    await world.daytona.loseSandboxes();
  });

  it('leaves nothing behind when Pi does not start', async () => {
    world.daytona.faults.inject({ kind: 'answer', status: 503, match: /command\/[^/]+\/input$/ });

    const notes = await smoke();

    expect(notes.at(-1)).toMatch(/^failed: /);
    expect(world.daytona.sandboxes()).toBe(0);
  });
});
