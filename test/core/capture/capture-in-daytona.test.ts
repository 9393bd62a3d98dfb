import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../action/core/services/sandbox-service.ts';
import type { TrustedRepository } from '../../../action/core/services/source-control-service.ts';
import { capture } from '../../../action/core/workflows/capture/capture.ts';
import { createTrustedGit } from '../../../action/plugins/git/create-trusted-git.ts';
import { type DaytonaWorld, openDaytonaWorld } from '../../embedded/daytona/daytona-world.ts';
import { candidateOf, changesOf, collector, knownParts, type Outcome } from './capture-scratch.ts';

let world: DaytonaWorld;
let trusted: TrustedRepository;

beforeAll(async () => {
  world = await openDaytonaWorld();
  const { folder, first } = world.repository;
  const tree = execFileSync('git', ['-C', folder, 'rev-parse', `${first}^{tree}`])
    .toString()
    .trim();
  trusted = await createTrustedGit({
    cloneUrl: () => `file://${folder}`,
    stateDir: join(world.stateDir, 'trusted'),
    allowedProtocols: ['file'],
  }).open(
    { externalId: '1', owner: 'acme', name: 'sample' },
    { commit: first, tree, ref: 'refs/heads/main' },
  );
});
afterAll(async () => {
  await trusted?.close();
  await world?.close();
});

describe('capture from a jail', () => {
  it("[D5] takes the agent's work out, whatever it did to git and to its own environment", async () => {
    const sandbox = await world.sandboxes.provision(world.request());
    const ended = await world.sandboxes.execute(sandbox, {
      argv: ['sh', '-c', hostileAgent],
      timeoutSeconds: 30,
      maxOutputBytes: 64 * 1024,
    });

    const outcome = await captureFrom(sandbox);

    expect(ended.exitCode).toBe(0);
    expect(changesOf(outcome)).toEqual([
      'A  -rf $(id) "x".txt',
      'M hello.txt',
      'A link',
      'A run.sh',
    ]);
    const { patch, set } = candidateOf(outcome);
    expect(Buffer.from(patch).toString()).toContain('-first\n+fixed\n');
    expect(set.changes.map(({ newMode }) => newMode)).toEqual([
      '100644',
      '100644',
      '120000',
      '100755',
    ]);
    await world.sandboxes.destroy(sandbox);
  });

  it('is empty where nothing happened', async () => {
    const sandbox = await world.sandboxes.provision(world.request());

    expect(candidateOf(await captureFrom(sandbox)).set.status).toBe('empty');
    await world.sandboxes.destroy(sandbox);
  });

  it('lets the loss of the sandbox pass up', async () => {
    const sandbox = await world.sandboxes.provision(world.request());
    await world.daytona.loseSandboxes();

    await expect(captureFrom(sandbox)).rejects.toMatchObject({ code: 'sandbox-lost' });
  });
});

function captureFrom(sandbox: Sandbox): Promise<Outcome> {
  return capture(
    { ...knownParts, base: { ...knownParts.base, trusted }, sandbox },
    { sandboxes: world.sandboxes },
    { collector, nodeBin: '/opt/node/bin/node' },
    { now: () => 1, randomHex: (count) => randomBytes(count).toString('hex') },
  );
}

const hostileAgent = [
  'set -e',
  'echo fixed > hello.txt',
  'printf "#!/bin/sh\\n" > run.sh && chmod +x run.sh',
  'ln -s /etc/passwd link',
  'echo x > \' -rf $(id) "x".txt\'',
  'git update-index --assume-unchanged hello.txt',
  'git config core.fsmonitor "touch pwned"',
  'mkdir -p .git/info && echo "*" > .git/info/exclude',
  'mkdir -p "$HOME/bin" && printf "#!/bin/sh\\nexit 0\\n" > "$HOME/bin/git" && chmod +x "$HOME/bin/git"',
  'printf "export PATH=$HOME/bin:$PATH NODE_OPTIONS=--require=/nowhere.cjs\\n" >> "$HOME/.profile"',
  'printf "export NODE_OPTIONS=--require=/nowhere.cjs\\n" >> "$HOME/.bashrc"',
].join('\n');
