import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { users } from '../embedded/github/github-fixture.ts';
import { failure, type PluginFixture, startPlugin } from '../plugins/github/plugin-fixture.ts';
import { markerOf } from '../plugins/github/sample-marker.ts';

let plugin: PluginFixture;

beforeAll(async () => {
  plugin = await startPlugin();
});

afterAll(async () => {
  await plugin.fixture.stop();
});

describe('RepositoryReader', () => {
  it('[SVC-17] [GHB-09] verifies access and answers with the connection', async () => {
    expect(await plugin.reader.verifyRepositoryAccess(plugin.repository)).toMatchObject({
      id: 'github:814523001',
      workspaceId: 'github:70112233',
      fullName: 'acme/pagination',
      defaultBranch: 'main',
      private: true,
      status: 'active',
    });
  });

  it('[GHB-09] refuses a name that belongs to another number, whatever is asked', async () => {
    const stolen = { ...plugin.repository, externalId: '1' };
    const because = failure('auth', /is now another repository/);

    await expect(plugin.reader.verifyRepositoryAccess(stolen)).rejects.toEqual(because);
    await expect(plugin.reader.freezeBase(stolen, 'refs/heads/main')).rejects.toEqual(because);
    await expect(plugin.reader.readIssue(stolen, 1)).rejects.toEqual(because);
    await expect(
      plugin.feedback.createIssueComment(stolen, 1, markerOf('run-0'), 'x'),
    ).rejects.toEqual(because);
    await expect(
      plugin.feedback.publishCheck(stolen, {
        headSha: plugin.base.commit,
        runId: 'run-0',
        title: 't',
        summary: 's',
      }),
    ).rejects.toEqual(because);
    await expect(
      plugin.writer.createBranch(stolen, 'refs/heads/patchplane/stolen', plugin.base.commit),
    ).rejects.toEqual(because);
    expect(
      await plugin.writer.readBranch(plugin.repository, 'refs/heads/patchplane/stolen'),
    ).toBeUndefined();
  });

  it('[GHB-09] notices that the repository was renamed and its name taken over', async () => {
    plugin.fixture.github.changeRepository({ name: 'moved' });
    await expect(plugin.reader.verifyRepositoryAccess(plugin.repository)).rejects.toEqual(
      failure('not-found'),
    );
    plugin.fixture.github.changeRepository({ name: 'pagination', id: 666 });
    await expect(plugin.reader.verifyRepositoryAccess(plugin.repository)).rejects.toEqual(
      failure('auth', /number 666, expected 814523001/),
    );
    plugin.fixture.github.changeRepository({ id: 814_523_001 });
  });

  it.each(users)('[TST-16] reads the permission of $login as $permission', async (user) => {
    const actor = { id: `github:${user.id}`, displayName: user.login };
    const permission = await plugin.reader.readActorPermission(
      plugin.repository,
      actor,
      user.login,
    );
    expect(permission).toBe(user.permission);
  });

  it('[TST-16] knows a login that nobody has as a stranger', async () => {
    const actor = { id: 'github:5', displayName: 'ghost' };
    expect(
      await plugin.reader.readActorPermission(plugin.repository, actor, 'no-such-person'),
    ).toBe('none');
  });

  it('refuses a login that now belongs to another account', async () => {
    const actor = { id: 'github:5', displayName: 'mia-maintains' };
    await expect(
      plugin.reader.readActorPermission(plugin.repository, actor, 'mia-maintains'),
    ).rejects.toEqual(failure('auth', /does not belong to the account/));
  });

  it('throws rather than guesses a permission when GitHub does not answer', async () => {
    plugin.fixture.github.injectFault({ path: /collaborators/, times: 3, answer: { status: 503 } });
    const actor = { id: 'github:31415926', displayName: 'mia' };
    await expect(
      plugin.reader.readActorPermission(plugin.repository, actor, 'mia-maintains'),
    ).rejects.toEqual(failure('unavailable'));
  });

  it('does not believe a permission in an unknown shape', async () => {
    const body = JSON.stringify({ permission: 'owner', user: { id: 31_415_926, login: 'mia' } });
    plugin.fixture.github.injectFault({
      path: /collaborators/,
      times: 1,
      answer: { status: 200, body },
    });
    const actor = { id: 'github:31415926', displayName: 'mia' };
    await expect(
      plugin.reader.readActorPermission(plugin.repository, actor, 'mia-maintains'),
    ).rejects.toEqual(failure('invalid-answer'));
  });

  it('freezes a branch to the commit and tree that git has', async () => {
    expect(await plugin.reader.freezeBase(plugin.repository, 'refs/heads/main')).toEqual(
      plugin.base,
    );
    expect(plugin.base.tree).toBe(
      await plugin.fixture.git.text(['rev-parse', 'refs/heads/main^{tree}']),
    );
  });

  it.each(['main', 'refs/tags/main', 'refs/heads/'])(
    'refuses %j as the name of a branch',
    async (ref) => {
      await expect(plugin.reader.freezeBase(plugin.repository, ref)).rejects.toEqual(
        failure('misconfigured'),
      );
    },
  );

  it('says which branch is not there', async () => {
    await expect(plugin.reader.freezeBase(plugin.repository, 'refs/heads/gone')).rejects.toEqual(
      failure('not-found', /read the branch: Not Found/),
    );
  });

  it('reads an issue as it stands now, so that edits show, and who wrote it', async () => {
    const number = plugin.newIssue();
    plugin.fixture.github.editIssue(number, { title: 'Something else' });
    expect(await plugin.reader.readIssue(plugin.repository, number)).toEqual({
      title: 'Something else',
      body: 'Body',
      authorId: expect.stringMatching(/^\d+$/),
    });
  });
});

it('every exchange above is one that GitHub describes', () => {
  expect(plugin.undescribed()).toEqual([]);
});
