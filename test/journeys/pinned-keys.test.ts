import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignature } from '../../action/core/verify-bundle/signature.ts';
import { PinnedKeys, pinnedKeysPath } from '../../action/domain/dsse-envelope.ts';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { createSigner } from '../../approval-app/server/signer.ts';
import { type House, openHouse } from './house.ts';
import { askedForDecision, judged, published } from './passages.ts';

describe('a repository that pins the key of its approval app', { timeout: 180_000 }, () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ cassette: 'fix-pagination', pinKeys: true });
  }, 120_000);
  afterAll(() => house.close());

  /** Somebody pushes another file of keys to the default branch. */
  const pin = (text: string) => {
    const { git, stateDir } = house;
    const file = join(mkdtempSync(join(stateDir, 'keys-')), 'keys.json');
    writeFileSync(file, text);
    const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@acme.test'];
    git('read-tree', 'main');
    const blob = git('hash-object', '-w', file);
    git('update-index', '--add', '--cacheinfo', `100644,${blob},${pinnedKeysPath}`);
    const tree = git('write-tree');
    const commit = git(...identity, 'commit-tree', tree, '-p', 'main', '-m', 'Pin keys');
    git('update-ref', 'refs/heads/main', commit);
  };
  const pinned = () => PinnedKeys.parse(JSON.parse(house.git('show', `main:${pinnedKeysPath}`)));

  it('[E1] publishes what the app signed, and keeps the signature with the evidence', async () => {
    const asked = await house.propose(house.ask());
    expect(await house.decide(asked, { answer: 'approved' })).toEqual({ status: 'recorded' });

    const run = await house.publish(asked.id);

    expect(run.finding).toMatchObject({ holds: true });
    expect(run).toMatchObject({ state: 'published', exitCode: 0 });
    expect(run.transcript).toEqual([...judged, ...askedForDecision, ...published]);
    expect(await checkSignature(run.bundle, pinned())).toMatchObject({
      ...{ kind: 'signed', pinned: 'given' },
    });
  });

  it('[E1] under another key nothing is published, and everybody who waits is told why', async () => {
    const own = house.git('show', `main:${pinnedKeysPath}`);
    const issue = house.ask();
    const asked = await house.propose(issue);
    const before = house.branches();
    expect(await house.decide(asked, { answer: 'approved' })).toEqual({ status: 'recorded' });
    pin(JSON.stringify(createSigner(newSigningKey()).pinned));

    const job = house.startPublish(asked.id);
    const { exitCode, result } = await job.ended;

    expect([exitCode, result]).toMatchObject([1, { kind: 'ended', state: 'failed' }]);
    expect(house.branches()).toEqual(before);
    const { storage } = house.services(asked.id);
    const { run, decision } = await storage.readWorkflowTimeline(asked.id);
    expect(run).toMatchObject({ state: 'failed' });
    for (const word of [pinnedKeysPath, 'no key that is pinned', 'docs/deploy.md', 'ask again'])
      expect(run.stateReason).toContain(word);
    expect(decision?.consumedAt).toBeUndefined();
    expect(house.checksOf(asked.id)).toMatchObject([
      { status: 'completed', conclusion: 'failure' },
    ]);
    expect(house.commentsOn(issue)[0]).toContain('patchplane-keys.json');
    // Whoever pins the right key again does not bring it back.
    pin(own);
    expect(await house.startPublish(asked.id).ended).toMatchObject({ exitCode: 1 });
    expect(house.branches()).toEqual(before);
  });

  it('[E1] a file that is none ends the run as well, and names what is wrong with it', async () => {
    const asked = await house.propose(house.ask());
    const before = house.branches();
    expect(await house.decide(asked, { answer: 'approved' })).toEqual({ status: 'recorded' });
    pin('{"schemaVersion": 1, "keys": [');

    const run = await house.publish(asked.id);

    expect(run).toMatchObject({ state: 'failed', exitCode: 1, finding: { holds: true } });
    expect(run.report.run.reason).toContain(`${pinnedKeysPath}: file: `);
    expect(house.branches()).toEqual(before);
  });
});
