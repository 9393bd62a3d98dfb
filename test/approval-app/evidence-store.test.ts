import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type EmbeddedR2, startR2 } from '../../action/embedded/r2/start-r2.ts';
import { createR2 } from '../../action/plugins/r2/create-r2.ts';
import {
  createEvidenceStore,
  type EvidenceStore,
} from '../../approval-app/server/evidence-store.ts';

/** Against Cloudflare's own local R2: signatures and deletions are real. */
describe('evidence in R2, as the app has it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-evidence-'));
  const runId = 'run-00000000000000aa';
  const content = new TextEncoder().encode('<script>alert(1)</script>');
  const sha256 = sha256Hex(content);
  let r2: EmbeddedR2;
  let store: EvidenceStore;

  beforeAll(async () => {
    r2 = await startR2({ stateDir: folder });
    store = createEvidenceStore(r2);
    await createR2(r2).putArtifact(runId, content, 'text/html');
  });
  afterAll(async () => {
    await r2.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[C12] [SEC-21] a link lives for a minute and saves bytes, whatever they are', async () => {
    const url = new URL(await store.signedUrl(runId, sha256, 'trust-report"\r\nx: y'));

    const answer = await fetch(url);

    expect(Number(url.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(60);
    expect(await answer.text()).toContain('alert');
    // The local R2 knows no overrides of headers by the link; what was stored says it as well.
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(url.searchParams.get('response-content-type')).toBe('application/octet-stream');
    expect(url.searchParams.get('response-content-disposition')).toMatch(
      /^attachment; filename="[\w.-]+"$/,
    );
    url.searchParams.set('X-Amz-Expires', '600');
    expect((await fetch(url)).status).toBe(403);
  });

  it('says whether it lets us read, by asking for what is not there', async () => {
    await store.reachable();

    const stranger = createEvidenceStore({ ...r2, secretAccessKey: 'another' });
    await expect(stranger.reachable()).rejects.toThrow();
  });

  it('deletes for good, and only what the loop wrote', async () => {
    const key = `workflows/${runId}/${sha256}`;

    await store.remove(key);

    await expect(store.read(runId, sha256)).rejects.toThrow();
    await expect(store.remove('../../else')).rejects.toThrow('not a key of evidence');
  });
});
