import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ArtifactRecord } from '../../../action/embedded/github/actions-records.ts';
import { call as callWith, refusal, undescribed } from './calls.ts';
import { type GitHubFixture, startSampleGitHub, writeFiles } from './github-fixture.ts';

let fixture: GitHubFixture;
let runId: number;
let artifact: ArtifactRecord;

const files = {
  'manifest.json': '{"schemaVersion":1}\n',
  'evidence/agent.log': 'line\n'.repeat(20_000),
  'évidence/naïve.txt': 'ü\n',
} as const;

beforeAll(async () => {
  fixture = await startSampleGitHub(undefined, {
    tokens: [
      { token: 'actions', app: 'github-actions', permissions: { actions: 'read' } },
      { token: 'contents', app: 'github-actions', permissions: { contents: 'write' } },
    ],
  });
  runId = await fixture.github.startRun({
    path: '.github/workflows/patchplane.yml',
    event: 'issues',
    actor: 'will-writes',
  });
  await writeFiles(join(fixture.folder, 'bundle'), files);
  artifact = await upload();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await fixture.stop();
});

const call = (token: string, path: string) => callWith(fixture, token, 'GET', path);
const upload = (name = 'patchplane-evidence') =>
  fixture.github.uploadArtifact({ runId, name, folder: join(fixture.folder, 'bundle') });
const zipOf = (id: number) =>
  fetch(`${fixture.github.apiUrl}/repos/acme/pagination/actions/artifacts/${id}/zip`, {
    headers: { authorization: 'token actions' },
    redirect: 'manual',
  });

describe('an artifact', () => {
  it('says which run and which commit it is of, and the digest of its bytes', async () => {
    const expected = {
      id: artifact.id,
      name: 'patchplane-evidence',
      expired: false,
      digest: `sha256:${createHash('sha256')
        .update(await readFile(artifact.file))
        .digest('hex')}`,
      workflow_run: {
        id: runId,
        repository_id: 814_523_001,
        head_repository_id: 814_523_001,
        head_branch: 'main',
        head_sha: fixture.start.commit,
      },
    };
    expect(await call('actions', `/actions/artifacts/${artifact.id}`)).toMatchObject({
      status: 200,
      body: expected,
    });
    for (const list of [
      '/actions/artifacts?name=patchplane-evidence',
      `/actions/runs/${runId}/artifacts?name=patchplane-evidence`,
    ])
      expect(await call('actions', list)).toMatchObject({
        body: { total_count: 1, artifacts: [expected] },
      });
    expect(await call('actions', '/actions/artifacts?name=other')).toMatchObject({
      body: { total_count: 0, artifacts: [] },
    });
  });

  it('is downloaded by a link that needs no token and can not be changed', async () => {
    const redirect = await zipOf(artifact.id);
    const link = redirect.headers.get('location') ?? '';
    expect(redirect.status).toBe(302);

    const zip = await fetch(link);
    expect(zip.status).toBe(200);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    expect(Buffer.from(await zip.arrayBuffer())).toEqual(await readFile(artifact.file));

    const later = link.replace(/se=(\d+)/, (_, time) => `se=${Number(time) + 60_000}`);
    const other = link.replace(String(artifact.id), String(artifact.id + 1));
    for (const forged of [later, other, link.replace(/\?.*/, '')])
      expect((await fetch(forged)).status).toBe(403);
  });

  it('is gone when it expired', async () => {
    const old = await upload('old');
    fixture.github.expireArtifact(old.id);
    expect((await zipOf(old.id)).status).toBe(410);
    expect(await call('actions', `/actions/artifacts/${old.id}`)).toMatchObject({
      body: { expired: true },
    });
  });

  it('is for who may read Actions', async () => {
    for (const path of [
      '/actions/artifacts',
      `/actions/runs/${runId}/artifacts`,
      `/actions/artifacts/${artifact.id}`,
      `/actions/artifacts/${artifact.id}/zip`,
    ])
      expect(await call('contents', path)).toEqual(
        refusal(403, 'Resource not accessible by integration'),
      );
    expect((await call('actions', '/actions/artifacts/1')).status).toBe(404);
  });
});

describe('the official client', () => {
  /** It reads the environment when it is loaded, and works only where the server is no GHES. */
  async function official() {
    vi.stubEnv('GITHUB_API_URL', fixture.github.apiUrl);
    vi.stubEnv('GITHUB_SERVER_URL', 'http://github.localhost');
    const { DefaultArtifactClient } = await import('@actions/artifact');
    return new DefaultArtifactClient();
  }
  const findBy = () => ({
    token: 'actions',
    workflowRunId: runId,
    repositoryOwner: 'acme',
    repositoryName: 'pagination',
  });

  it('finds the newest of the name, downloads and unpacks it, and agrees on the digest', async () => {
    const client = await official();
    const newest = await upload();
    const found = await client.getArtifact('patchplane-evidence', { findBy: findBy() });
    const { id, digest, size } = found.artifact;
    expect({ id, digest, size }).toEqual({
      id: newest.id,
      digest: newest.digest,
      size: newest.sizeInBytes,
    });

    const path = join(fixture.folder, 'downloaded');
    const done = await client.downloadArtifact(id, {
      path,
      expectedHash: digest ?? '',
      findBy: findBy(),
    });
    expect(done).toEqual({ downloadPath: path, digestMismatch: false });
    for (const [name, content] of Object.entries(files))
      expect(await readFile(join(path, name), 'utf8')).toBe(content);
    expect((await client.listArtifacts({ findBy: findBy() })).artifacts).toHaveLength(3);
  });

  it('notices bytes that are not those that were uploaded', async () => {
    const client = await official();
    const [tampered, other] = [await upload('tampered'), await upload('other')];
    await writeFiles(join(fixture.folder, 'bundle'), { 'manifest.json': '{"schemaVersion":2}\n' });
    const changed = await upload('changed');
    await writeFile(tampered.file, await readFile(changed.file));
    expect(other.digest).not.toBe(changed.digest);
    const done = await client.downloadArtifact(tampered.id, {
      path: join(fixture.folder, 'tampered'),
      expectedHash: tampered.digest,
      findBy: findBy(),
    });
    expect(done.digestMismatch).toBe(true);
  });

  it('finds nothing of another name, and nothing with too weak a token', async () => {
    const client = await official();
    await expect(client.getArtifact('missing', { findBy: findBy() })).rejects.toThrow(/not found/);
    await expect(
      client.getArtifact('patchplane-evidence', { findBy: { ...findBy(), token: 'contents' } }),
    ).rejects.toThrow(/Resource not accessible by integration/);
  });
});

it('describes itself as GitHub does, in every exchange above', () => {
  expect(undescribed(fixture)).toEqual([]);
});
