import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readCassette } from '../../action/embedded/model/read-cassette.ts';
import { type House, openHouse } from './house.ts';
import type { Run } from './run.ts';

const cassette = readFileSync(
  resolve(import.meta.dirname, '../../examples/cassettes/hostile-git.json'),
  'utf8',
);
const fakeGitInTheCheckout = '\\n(cp \\"$HOME/bin/git\\" ./git) || true';

describe('an agent that turns git against its user', { timeout: 180_000 }, () => {
  const houses: House[] = [];
  afterEach(async () => {
    await Promise.all(houses.splice(0).map((house) => house.close()));
  });
  const open = async (text: string) => {
    const house = await openHouse({ cassette: readCassette(text) });
    houses.push(house);
    return house;
  };

  it('is blocked for the program it left behind, and its patch is the right one', async () => {
    const house = await open(cassette);

    const run = await house.propose(house.ask());

    expect(run).toMatchObject({
      state: 'blocked',
      finding: { holds: true },
      report: { run: { reason: expect.stringMatching(/ git \(executable-bit\)$/) } },
    });
    expect(pathsOf(run)).toEqual(['git', 'src/page-count.js']);
    expectOrdinaryGitToAgree(house, run);
    expect(house.branches()).toEqual(['main']);
    expect(house.cloud.daytona.sandboxes()).toBe(0);
  });

  it('can not twist what is approved and published', async () => {
    expect(cassette).toContain(fakeGitInTheCheckout);
    const house = await open(cassette.replace(fakeGitInTheCheckout, ''));
    const asked = await house.propose(house.ask());

    expect(asked.report.policy.outcome).toBe('approve');
    expect(pathsOf(asked)).toEqual(['src/page-count.js']);
    expectOrdinaryGitToAgree(house, asked);
    await house.decide(asked, { answer: 'approved' });
    const run = await house.publish(asked.id);

    expect(run.state).toBe('published');
    const { branch } = run.report.publication;
    expect(house.git('rev-parse', `${branch}^{tree}`)).toBe(asked.report.candidate.resultTree);
    expect(house.git('show', `${branch}:src/page-count.js`)).toContain('Math.ceil(total / size)');
  });
});

function pathsOf({ report }: Run): readonly unknown[] {
  return report.candidate.changes.map(({ path }) => path);
}

/** Applies the patch in an ordinary clone and lets ordinary git say what changed. */
function expectOrdinaryGitToAgree(house: House, { report, bundle }: Run): void {
  const { baseSha, patchSha256, resultTree } = report.candidate;
  const patch = bundle.get(`evidence/${patchSha256}`) ?? new Uint8Array();
  const clone = mkdtempSync(join(house.stateDir, 'clone-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', clone, ...args], {
      env: { PATH: process.env['PATH'], HOME: clone },
    });
  git('clone', '--quiet', house.cloud.hosted.bareDir, '.');
  git('checkout', '--quiet', '--detach', `${baseSha}`);
  writeFileSync(join(clone, '.git', 'candidate.patch'), patch);
  git('apply', '--index', '--binary', '.git/candidate.patch');

  expect(git('write-tree').toString().trim()).toBe(resultTree);
  const canonical = [
    '-p',
    '--binary',
    '--full-index',
    '--no-renames',
    '--no-textconv',
    '--no-ext-diff',
  ];
  expect(git('diff-tree', ...canonical, `${baseSha}`, `${resultTree}`).toString()).toBe(
    Buffer.from(patch).toString(),
  );
  expect(readFileSync(join(clone, 'src/page-count.js'), 'utf8')).toContain(
    'Math.ceil(total / size)',
  );
}
