import { describe, expect, it } from 'vitest';
import { readArchive } from '../../action/plugins/github-artifacts/read-archive.ts';
import { forge, proposed, repository, runId } from '../plugins/github-artifacts/forge-artifacts.ts';
import { type ZipEntry, zip } from '../plugins/github-artifacts/zip.ts';

const subject = 'a'.repeat(64);
const wanted = { repository, runId, subject, madeBy: '1001' };

describe('[C7] a bundle that somebody else made', () => {
  it('(ours is fetched, by run and digest)', async () => {
    const { fetchBundle } = forge([{ subject }]);

    expect(await fetchBundle(wanted)).toMatchObject({ subjectSha256: subject });
    expect(await fetchBundle({ ...wanted, subject: subject.slice(0, 12) })).toBeDefined();
  });

  it.each([
    ['of another repository', { ...proposed, repository: { id: 43 } }, /another repository/],
    ['of a fork', { ...proposed, head_repository: { id: 43 } }, /made by a fork/],
    ['of a fork that was deleted', { ...proposed, head_repository: null }, /made by a fork/],
    ['of another branch', { ...proposed, head_branch: 'feature' }, /not the one of the default/],
    ['of another workflow', { ...proposed, path: '.github/workflows/ci.yml' }, /does not propose/],
    ['of another workflow run', { ...proposed, id: 9 }, /another workflow run than the one/],
  ])('%s is not even downloaded', async (_, run, because) => {
    const { fetchBundle, downloaded } = forge([{ subject, run }]);

    await expect(fetchBundle(wanted)).rejects.toMatchObject({
      code: 'tampered',
      tell: expect.stringMatching(because),
    });
    expect(downloaded).toEqual([]);
  });

  it.each([[{ expired: true }], [{ expires_at: '2020-01-01T00:00:00Z' }]])(
    'that has expired is refused: %j',
    async (age) => {
      const { fetchBundle } = forge([{ subject, ...age }]);

      await expect(fetchBundle(wanted)).rejects.toMatchObject({
        tell: expect.stringMatching(/has expired/),
      });
    },
  );

  it('beside ours, under our name, changes nothing', async () => {
    const fork = { ...proposed, id: 7, head_repository: { id: 43 } };
    const { fetchBundle, downloaded } = forge([{ subject, run: fork }, { subject }]);

    await fetchBundle(wanted);

    expect(downloaded).toEqual([501]);
  });

  it('of several attempts the one that was decided about is taken, and only one', async () => {
    const other = 'b'.repeat(64);
    const several = forge([{ subject: other }, { subject }]);
    const twins = forge([{ subject }, { subject }]);
    const neither = forge([{ subject: other }, { subject: other }]);

    expect(await several.fetchBundle(wanted)).toMatchObject({ subjectSha256: subject });
    await expect(twins.fetchBundle(wanted)).rejects.toMatchObject({ code: 'tampered' });
    await expect(neither.fetchBundle(wanted)).rejects.toMatchObject({
      tell: expect.stringMatching(/is about something else/),
    });
  });

  it('that does not hold, or is of another run, is refused', async () => {
    const broken = forge([{ subject, archive: zip([{ name: 'other', content: 'x' }]) }]);
    const inspect = () => ({
      holds: true as const,
      runId: 'run-ffffffffffffffff',
      subjectSha256: subject,
    });
    const elsewhere = forge([{ subject }], { inspect });

    await expect(broken.fetchBundle(wanted)).rejects.toMatchObject({ code: 'tampered' });
    await expect(elsewhere.fetchBundle(wanted)).rejects.toMatchObject({ code: 'tampered' });
  });

  it('what this very workflow run made needs no other proof of where it is from', async () => {
    const run = { ...proposed, head_branch: 'refs/pull/7/merge', path: 'dynamic' };
    const { fetchBundle } = forge([{ subject, run }], { ownWorkflowRunId: '1001' });

    expect(await fetchBundle(wanted)).toMatchObject({ subjectSha256: subject });
  });

  it('a run without an artifact says what to do', async () => {
    await expect(forge([]).fetchBundle(wanted)).rejects.toMatchObject({
      code: 'not-found',
      tell: expect.stringMatching(/\/patchplane rerun/),
    });
  });
});

describe('[C7] an archive that leads out of itself', () => {
  const good: ZipEntry = { name: 'bundle/manifest.json', content: '{}' };

  it('(a plain one is read)', async () => {
    const folder = { name: 'bundle/', content: '', mode: 0o040755 };

    expect([...(await readArchive(zip([folder, good]))).keys()]).toEqual([good.name]);
  });

  it.each([
    '../evil',
    'bundle/../../evil',
    '/etc/passwd',
    'C:/evil',
    'C:evil',
    '..\\evil',
    'bundle\\evil',
    'bundle//evil',
    './evil',
    'bundle/.git/config',
    'a\u202eb',
    'a b\nc',
    'con:stream',
    `${'x/'.repeat(20)}deep`,
  ])('refuses the name %j, and the whole archive with it', async (name) => {
    const archive = zip([good, { name, content: 'x' }]);

    await expect(readArchive(archive)).rejects.toMatchObject({ code: 'tampered' });
  });

  it.each([
    ['a link', 0o120777],
    ['a device', 0o020666],
    ['a pipe', 0o010666],
  ])('refuses %s', async (_, mode) => {
    const archive = zip([good, { name: 'bundle/link', content: '/etc/passwd', mode }]);

    await expect(readArchive(archive)).rejects.toMatchObject({
      code: 'tampered',
      tell: expect.stringMatching(/not a plain file/),
    });
  });

  it.each(['bundle/manifest.json', 'bundle/MANIFEST.json', 'Bundle/manifest.json'])(
    'refuses %j beside bundle/manifest.json',
    async (name) => {
      await expect(readArchive(zip([good, { name, content: 'other' }]))).rejects.toMatchObject({
        tell: expect.stringMatching(/is in it twice/),
      });
    },
  );

  it('refuses what grows too much, and what says that it does not', async () => {
    const limits = { entries: 3, totalBytes: 10_000, ratio: 20 };
    const zeros = new Uint8Array(9_000);
    const bomb = zip([{ name: 'bomb', content: zeros }]);
    const liar = zip([{ name: 'liar', content: zeros, saidSize: 10 }]);
    const large = zip([{ name: 'large', content: new Uint8Array(20_000) }]);
    const many = zip(['a', 'b', 'c', 'd'].map((name) => ({ name, content: name })));

    for (const archive of [bomb, large, many])
      await expect(readArchive(archive, limits)).rejects.toMatchObject({ code: 'too-large' });
    await expect(readArchive(liar, limits)).rejects.toMatchObject({ code: 'tampered' });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('not an archive')],
    ['half of one', zip([good]).slice(0, -10)],
  ])('refuses %s', async (_, archive) => {
    await expect(readArchive(archive)).rejects.toMatchObject({ code: 'tampered' });
  });
});
