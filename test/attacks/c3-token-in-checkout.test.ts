import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spellingsOf } from '../../action/core/policy/secret-spellings.ts';
import type { Sandbox } from '../../action/core/services/sandbox-service.ts';
import {
  cloneToken,
  type DaytonaWorld,
  openDaytonaWorld,
} from '../embedded/daytona/daytona-world.ts';

let world: DaytonaWorld;
beforeAll(async () => {
  world = await openDaytonaWorld();
});
afterAll(() => world.close());

async function inside(sandbox: Sandbox, script: string): Promise<Buffer> {
  const { stdout } = await world.sandboxes.execute(sandbox, {
    argv: ['sh', '-c', script],
    timeoutSeconds: 30,
    maxOutputBytes: 64 * 1024 * 1024,
  });
  return Buffer.from(stdout);
}

const everywhere = `find "$HOME" /tmp -type f -exec cat {} + 2>/dev/null
git -C "$HOME/workspace" config --list --show-origin
git -C "$HOME/workspace" reflog --all
for pid in /proc/[0-9]*; do cat "$pid/environ" "$pid/cmdline"; done 2>/dev/null
for object in $(git -C "$HOME/workspace" cat-file --batch-all-objects --batch-check="%(objectname)"); do
  git -C "$HOME/workspace" cat-file -p "$object"; done`;

function traces(bytes: Buffer): number {
  return [cloneToken, `x-access-token:${cloneToken}`]
    .flatMap(spellingsOf)
    .filter((spelling) => bytes.includes(Buffer.from(spelling))).length;
}

describe('[C3] a token in the checkout', () => {
  it('is in no file, no setting, no reference log, no object and no process, in no spelling', async () => {
    const sandbox = await world.sandboxes.provision(world.request());
    expect(traces(await inside(sandbox, everywhere))).toBe(0);

    // It would have been seen.
    const basic = Buffer.from(`x-access-token:${cloneToken}`).toString('base64');
    await world.sandboxes.upload(sandbox, [
      { path: '/tmp/planted', content: Buffer.from(`AUTHORIZATION: basic ${basic}`) },
    ]);
    expect(traces(await inside(sandbox, everywhere))).toBeGreaterThan(0);
    await world.sandboxes.destroy(sandbox);
  });

  it('no setting of the checkout names a helper, another place or a header', async () => {
    const sandbox = await world.sandboxes.provision(world.request());
    const settings = await inside(sandbox, 'git -C "$HOME/workspace" config --local --list');

    expect(settings.toString()).toContain('remote.origin.url=');
    expect(settings.toString()).not.toMatch(/extraheader|credential|insteadof|include|@/i);
    await world.sandboxes.destroy(sandbox);
  });

  it('a provider that leaves it there gets no agent: the sandbox is given up', async () => {
    const before = world.daytona.sandboxes();
    const withUser = world.cloneUrl().replace('://', `://x-access-token:${cloneToken}@`);
    const sandboxes = world.through({ cloneUrl: () => withUser });

    await expect(sandboxes.provision(world.request())).rejects.toMatchObject({
      name: 'Failure',
      code: 'tampered',
    });
    expect(world.daytona.sandboxes()).toBe(before);
  });
});
