import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../../action/core/bundle.ts';
import { checkSignature } from '../../action/core/verify-bundle/signature.ts';
import { verifyBundle } from '../../action/core/verify-bundle/verify-bundle.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { sealDigest } from '../../action/domain/evidence-manifest.ts';
import { RunResult } from '../../action/domain/run-result.ts';
import { readBundle } from '../../action/entry/bundle-folder.ts';
import { becauseOf, changed, flipped, linesOf, without } from './damage.ts';
import { createScratch, type Ended, type Scratch } from './scratch.ts';

const cli = resolve(import.meta.dirname, '..', '..', 'action', 'entry', 'cli.ts');

let scratch: Scratch;
let approved: Ended;
let rejected: Ended;
let folder: string;
let bundle: Bundle;
let other: Bundle;
beforeAll(async () => {
  scratch = createScratch();
  approved = await scratch.start(['--decide', 'approve', '--json', '--out', 'approved.json']);
  rejected = await scratch.start(['--decide', 'reject', '--out', 'rejected.json']);
  folder = scratch.result('approved.json').provenance.bundle;
  bundle = readBundle(folder);
  other = readBundle(scratch.result('rejected.json').provenance.bundle);
}, 180_000);
afterAll(() => scratch.close());

describe('npm start -- --decide', () => {
  it('approve: publishes, exits 0, leaves result.json and nothing else outside its folder', () => {
    const { run, policy, decision, publication, provenance, candidate } =
      scratch.result('approved.json');

    expect(approved).toMatchObject({ code: 0, stderr: '' });
    expect([run.state, policy.outcome, decision.status, publication.status]).toEqual([
      'published',
      'approve',
      'approved',
      'published',
    ]);
    expect(publication.branch).toMatch(new RegExp(`^patchplane/${run.id}-`));
    expect(bundle.has(`evidence/${candidate.patchSha256}`)).toBe(true);
    expect(provenance.bundle).toBe(scratch.path('.patchplane', 'state', 'runs', run.id));
    expect(scratch.clouds()).toEqual([]);
  });

  it('result.json is drawn from the bundle: the same digests, heads and counts', () => {
    const { evidence, provenance, run } = scratch.result('approved.json');

    expect(verifyBundle(bundle)).toEqual({
      holds: true,
      runId: run.id,
      state: run.state,
      head: provenance.head,
      events: provenance.events,
      items: evidence.count,
    });
    expect(sha256Hex(bundle.get('manifest.json') ?? '')).toBe(evidence.manifestSha256);
  });

  it('--json: every line is an object, the last one is the result', () => {
    const lines = approved.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(['stage', 'result']));
    expect(RunResult.parse(lines.at(-1).result)).toEqual(scratch.result('approved.json'));
  });

  it('[E1] approve: the sample pins the key, the job believed the signature, and the end says so', async () => {
    expect(bundle.has('pinned-keys.json')).toBe(true);
    expect(await checkSignature(bundle, undefined)).toMatchObject({ kind: 'signed' });
    expect(approved.stdout).toMatch(/all hold, the decision is signed/);
  });

  it('reject: publishes nothing, which is a success', () => {
    const { run, decision, publication } = scratch.result('rejected.json');

    expect(rejected).toMatchObject({ code: 0, stderr: '' });
    expect([run.state, decision.status, publication.status, publication.branch]).toEqual([
      'rejected',
      'rejected',
      'none',
      null,
    ]);
    expect(verifyBundle(other)).toMatchObject({ holds: true, state: 'rejected' });
  });

  it('without a terminal: a plain line per stage, no escape sequences, and where everything is', () => {
    const { provenance } = scratch.result('rejected.json');

    expect(rejected.stdout).not.toContain('\u001b');
    expect(rejected.stdout).not.toContain('\r');
    expect(rejected.stdout).toMatch(/^✓ boot {9,}\d+\.\d s {3}embedded cloud on loopback$/m);
    expect(rejected.stdout).toMatch(/^✓ verify .*7 of 7 passed$/m);
    expect(rejected.stdout).toContain(`verify ${provenance.bundle}`);
  });
});

describe('a bundle that was touched', () => {
  it('does not hold with one byte flipped in any of its files, and names that file or a digest of it', () => {
    for (const path of bundle.keys()) {
      for (const damaged of flipped(bundle, path))
        expect(becauseOf(damaged), path).toMatch(
          path === 'manifest.json' ? /manifest\.json/ : new RegExp(path.replaceAll('.', '\\.')),
        );
    }
  });

  it('does not hold without any one of its files, and names it', () => {
    for (const path of bundle.keys()) expect(becauseOf(without(bundle, path))).toContain(path);
  });

  it('does not hold with a file too many', () => {
    expect(becauseOf(changed(bundle, 'evidence/extra', 'x'))).toBe(
      'evidence/extra is in the bundle but not in manifest.json',
    );
  });

  it('does not hold with a chain that is cut, mixed up, doubled or of another run', () => {
    const lines = linesOf(bundle);
    const [first = '', second = '', ...rest] = lines;
    const chain = (some: readonly string[]) =>
      becauseOf(changed(bundle, 'provenance.jsonl', some.map((line) => `${line}\n`).join('')));

    expect(chain(lines.slice(0, -1))).toMatch(/does not end with the seal/);
    expect(chain(lines.slice(1))).toMatch(/line 1 /);
    expect(chain([second, first, ...rest])).toMatch(/line 1 /);
    expect(chain([first, first, second, ...rest])).toMatch(/line 2 /);
    expect(chain([first, linesOf(other)[1] ?? '', ...rest])).toMatch(/line 2 belongs to run-/);
    expect(chain([])).toMatch(/provenance\.jsonl/);
    expect(chain([first.replace('{', '{ '), second, ...rest])).toMatch(/line 1 is not canonical/);
    expect(chain(linesOf(other))).toMatch(/manifest\.json is not the one/);
  });

  it('does not hold when evidence and manifest fit each other but not the chain', () => {
    const manifest = JSON.parse(new TextDecoder().decode(bundle.get('manifest.json')));
    const [item, ...items] = manifest.items;
    const content = 'all tests passed\n';
    const forged = { ...item, sha256: sha256Hex(content), size: content.length };
    manifest.items = [forged, ...items];
    manifest.sealedSha256 = sealDigest(manifest.runId, manifest.items);
    const damaged = changed(
      changed(without(bundle, `evidence/${item.sha256}`), `evidence/${forged.sha256}`, content),
      'manifest.json',
      JSON.stringify(manifest),
    );

    expect(becauseOf(damaged)).toBe('manifest.json is not the one that provenance.jsonl sealed');
  });
});

describe('patchplane verify', () => {
  const verify = (...args: readonly string[]) =>
    scratch.start(['verify', ...args], { command: [process.execPath, cli] });
  /** A copy of the bundle to damage. */
  const copy = (name: string) => {
    cpSync(folder, scratch.path(name), { recursive: true });
    return scratch.path(name);
  };

  it('says that a whole bundle holds, also against the head that somebody knows', async () => {
    const { head } = scratch.result('approved.json').provenance;
    const ended = await verify(folder, '--head', head);

    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^Holds: run-[0-9a-f]{16} is published, .*\n$/);
  });

  it('exits 1 and names the file for a byte that was changed', async () => {
    const damaged = copy('damaged');
    const report = readFileSync(join(damaged, 'trust-report.md'), 'utf8');
    writeFileSync(join(damaged, 'trust-report.md'), report.replace('7', '8'));

    expect(await verify(damaged)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Does not hold: trust-report.md is not what manifest.json says it is\n',
    });
    const json = await verify(damaged, '--json');
    expect(json).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(json.stdout)).toEqual({
      holds: false,
      because: 'trust-report.md is not what manifest.json says it is',
    });
  });

  it('exits 1 for another head, and for a link in place of a file', async () => {
    const linked = copy('linked');
    symlinkSync('/etc/passwd', join(linked, 'evidence', 'link'));

    expect(await verify(folder, '--head', 'a'.repeat(64))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Does not hold: its head is [0-9a-f]{64}, not the one/),
    });
    expect(await verify(linked)).toMatchObject({
      code: 1,
      stderr: 'Does not hold: "evidence/link" is not a plain file.\n',
    });
  });

  it('exits 2 with one line for what it can not read or understand', async () => {
    const cases = [
      [[scratch.path('gone')], /gone: it is not a folder/],
      [[folder, '--head', 'main'], /--head.*64 hexadecimal digits/],
      [[], /missing required argument 'bundle'/],
      [[folder, '--deep'], /--deep/],
    ] as const;
    for (const [args, line] of cases) {
      const ended = await verify(...args);
      expect(ended).toMatchObject({ code: 2, stdout: '' });
      expect(ended.stderr).toMatch(line);
      expect(ended.stderr).toMatch(/^[^\n]+\n$/);
    }
  });
});
