import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPinnedKeys } from '../../action/entry/cli/app-checks.ts';
import { newSigningKey } from '../../approval-app/embedded/new-keys.ts';
import { createSigner } from '../../approval-app/server/signer.ts';

describe('doctor about pinned keys', () => {
  const decision = { kind: 'app', url: 'https://app.test' } as const;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'patchplane-keys-'));
    mkdirSync(join(folder, '.github'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const pin = (text: string) =>
    writeFileSync(join(folder, '.github', 'patchplane-keys.json'), text);

  it('says nothing where no app decides, and that none is pinned where one does', () => {
    expect(checkPinnedKeys(folder, { decision: { kind: 'github' } })).toEqual([]);
    expect(checkPinnedKeys(folder, { decision })).toMatchObject([{ status: 'skipped' }]);
  });

  it('names the keys that are pinned, and a file that pins none by mistake', () => {
    pin(JSON.stringify(createSigner(newSigningKey()).pinned));
    expect(checkPinnedKeys(folder, { decision })).toMatchObject([{ status: 'green' }]);

    pin('{"keys": []}');
    expect(checkPinnedKeys(folder, { decision })).toMatchObject([
      { status: 'red', detail: expect.stringContaining('patchplane-keys.json: schemaVersion') },
    ]);
  });
});
