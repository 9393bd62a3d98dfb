import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ArtifactsService,
  StoredArtifact,
} from '../../action/core/services/artifacts-service.ts';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type EmbeddedR2, startR2 } from '../../action/embedded/r2/start-r2.ts';
import { createEvidenceFolder } from '../../action/plugins/evidence-folder/create-evidence-folder.ts';
import { createR2 } from '../../action/plugins/r2/create-r2.ts';

const runId = 'run-0123456789abcdef';
const otherRunId = 'run-fedcba9876543210';
const bytes = (text: string) => new TextEncoder().encode(text);

interface Store {
  readonly artifacts: ArtifactsService;
  /** What a storage key of it looks like. */
  readonly keyOf: (sha256: string) => string;
  /** Changes bytes behind the plugin's back. */
  overwrite(stored: StoredArtifact, content: string): Promise<void>;
  close(): Promise<void>;
}

/** The contract of ArtifactsService. */
describe.each([
  ["R2, as Cloudflare's local R2 has it", openR2],
  ['files in a folder', openFolder],
] as const)('artifacts service: %s', (_, open) => {
  let store: Store;
  let artifacts: ArtifactsService;

  beforeAll(async () => {
    store = await open();
    ({ artifacts } = store);
  });
  afterAll(async () => await store.close());

  it('[SVC-37] [PRV-20] [PRV-21] stores bytes under the digest of the bytes', async () => {
    const stored = await artifacts.putArtifact(runId, bytes('a diff'), 'text/x-diff');

    const sha256 = sha256Hex('a diff');
    expect(stored).toEqual({ storageKey: store.keyOf(sha256), sizeBytes: 6, sha256 });
    expect(await artifacts.getArtifact(runId, sha256)).toEqual(bytes('a diff'));
  });

  it('the same bytes again are there already', async () => {
    const first = await artifacts.putArtifact(runId, bytes('twice'), 'text/plain');

    expect(await artifacts.putArtifact(runId, bytes('twice'), 'text/plain')).toEqual(first);
  });

  it('20 writers of the same bytes end with one object', async () => {
    const answers = await Promise.all(
      Array.from(
        { length: 20 },
        async () => await artifacts.putArtifact(runId, bytes('at once'), 'text/plain'),
      ),
    );

    expect(new Set(answers.map(({ storageKey }) => storageKey)).size).toBe(1);
  });

  it.each([
    ['nothing', 0],
    ['8 MB', 8_000_000],
  ])('takes %s', async (_, size) => {
    const content = new Uint8Array(size).fill(7);

    const { sha256 } = await artifacts.putArtifact(runId, content, 'application/octet-stream');

    const read = await artifacts.getArtifact(runId, sha256);
    expect(Buffer.from(read).equals(Buffer.from(content))).toBe(true);
  });

  it('[SVC-38] knows what is there and what is not', async () => {
    const stored = await artifacts.putArtifact(runId, bytes('known'), 'text/plain');

    expect(await artifacts.getArtifactMetadata(runId, stored.sha256)).toEqual(stored);
    expect(await artifacts.getArtifactMetadata(otherRunId, stored.sha256)).toBeUndefined();
    await expect(artifacts.getArtifact(otherRunId, stored.sha256)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('bytes that were changed in the store are not handed out, and not taken for the same', async () => {
    const stored = await artifacts.putArtifact(runId, bytes('true'), 'text/plain');
    const { sha256 } = stored;
    await store.overwrite(stored, 'lies');

    await expect(artifacts.getArtifact(runId, sha256)).rejects.toMatchObject({ code: 'tampered' });
    await expect(artifacts.putArtifact(runId, bytes('true'), 'text/plain')).rejects.toMatchObject({
      code: 'tampered',
    });
  });

  it('[SVC-40] deletes, and deleting again is no error', async () => {
    const { sha256 } = await artifacts.putArtifact(runId, bytes('gone'), 'text/plain');

    await artifacts.deleteArtifact(runId, sha256);
    await artifacts.deleteArtifact(runId, sha256);

    expect(await artifacts.getArtifactMetadata(runId, sha256)).toBeUndefined();
  });

  it('[SVC-41] retention deletes what is older and keeps what is not', async () => {
    const { sha256 } = await artifacts.putArtifact(runId, bytes('old'), 'text/plain');

    expect(await artifacts.applyRetentionPolicy(new Date(Date.now() - 60_000))).toBe(0);
    expect(await artifacts.applyRetentionPolicy(new Date(Date.now() + 60_000))).toBeGreaterThan(0);
    expect(await artifacts.getArtifactMetadata(runId, sha256)).toBeUndefined();
  });

  it.each(['../etc', 'run-1', ''])('no key is made of the run id %j', async (bad) => {
    await expect(artifacts.putArtifact(bad, bytes('x'), 'text/plain')).rejects.toThrow();
  });
});

describe('artifacts service in R2', () => {
  let folder: string;
  let r2: EmbeddedR2;
  let artifacts: ArtifactsService;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchplane-r2-'));
    r2 = await startR2({ stateDir: folder });
    artifacts = createR2(r2);
  });
  afterAll(async () => {
    await r2.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('[SVC-39] [SEC-21] a link lives 60 seconds at most and opens one object', async () => {
    const { sha256 } = await artifacts.putArtifact(runId, bytes('linked'), 'text/plain');

    const link = new URL(await artifacts.createSignedReadUrl(runId, sha256, 86_400));
    const elsewhere = new URL(link);
    elsewhere.pathname = elsewhere.pathname.replace(sha256, 'f'.repeat(64));

    expect(link.searchParams.get('X-Amz-Expires')).toBe('60');
    expect(await (await fetch(link)).text()).toBe('linked');
    expect((await fetch(elsewhere)).status).toBe(403);
  });

  it.each([
    ['a wrong secret', { secretAccessKey: 'wrong' }, 'auth'],
    ['an unknown key', { accessKeyId: 'nobody' }, 'auth'],
    ['nobody listening', { endpoint: 'http://127.0.0.1:1' }, 'unavailable'],
  ])('[TST-15] %s fails with a code', async (_, change, code) => {
    const broken = createR2({ ...r2, ...change });

    await expect(broken.putArtifact(runId, bytes('x'), 'text/plain')).rejects.toMatchObject({
      code,
    });
  });
});

async function openR2(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'patchplane-r2-'));
  const r2 = await startR2({ stateDir: folder });
  return {
    artifacts: createR2(r2),
    keyOf: (sha256) => `workflows/${runId}/${sha256}`,
    overwrite: async ({ storageKey, sha256 }, content) =>
      await overwrite(r2, storageKey, sha256, content),
    close: async () => {
      await r2.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openFolder(): Promise<Store> {
  const state = await mkdtemp(join(tmpdir(), 'patchplane-evidence-'));
  return {
    artifacts: createEvidenceFolder({ folder: join(state, 'evidence') }),
    keyOf: (sha256) => `evidence/${runId}/${sha256}`,
    overwrite: async ({ storageKey }, content) => await writeFile(join(state, storageKey), content),
    close: async () => await rm(state, { recursive: true, force: true }),
  };
}

async function overwrite(
  r2: EmbeddedR2,
  Key: string,
  sha256: string,
  content: string,
): Promise<void> {
  const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3');
  const { accessKeyId, secretAccessKey, endpoint, bucket: Bucket } = r2;
  const client = new S3Client({
    endpoint,
    region: 'auto',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  await client.send(new PutObjectCommand({ Bucket, Key, Body: content, Metadata: { sha256 } }));
}
