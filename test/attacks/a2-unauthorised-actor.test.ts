import { describe, expect, it } from 'vitest';
import { authorize } from '../../action/core/workflows/authorize/authorize.ts';
import { RepositoryPermission } from '../../action/domain/permission.ts';
import { readCommand } from '../../action/plugins/github/commands.ts';
import { asked, comment, forge, unanswered } from '../core/authorize/asked.ts';

const triggers = [
  ['label', {}],
  ['comment', { eventKind: 'github.issue_comment.created', comment }],
  ['comment on a pull request', { eventKind: 'github.pull_request_comment.created', comment }],
  ['dispatch', { eventKind: 'workflow_dispatch', issue: undefined }],
  ['dispatch by a program', { eventKind: 'github.repository_dispatch', issue: undefined }],
] as const;
const permissions = RepositoryPermission.options;
const allowed = ['write', 'maintain', 'admin'];

describe('[A2] an account that may not', () => {
  it.each(
    triggers.flatMap(([trigger, change]) =>
      permissions.map((permission) => [trigger, permission, change] as const),
    ),
  )('starts nothing: %s with permission %s', async (_, permission, change) => {
    const outcome = await authorize(asked(change), forge({ mia: permission }), { allowedBots: [] });
    if (allowed.includes(permission)) {
      expect(outcome).toHaveProperty('add.access.permission', permission);
    } else {
      expect(outcome).toEqual({
        stop: {
          state: 'refused',
          category: 'permission',
          reason: expect.stringMatching(new RegExp(`"${permission}".*Ask somebody`)),
        },
      });
    }
  });

  it('starts nothing because GitHub did not answer', async () => {
    const outcome = await authorize(
      asked(),
      forge({ mia: 'admin' }, { readActorPermission: unanswered }),
      { allowedBots: [] },
    );
    expect(outcome).toHaveProperty('stop.category', 'timeout');
  });

  it.each([
    '/patchplanefoo fix it',
    '> /patchplane fix it',
    '> quoted\n/patchplane fix it',
    '```\n/patchplane fix it\n```',
    '~~~~\n~~~\n/patchplane fix it',
    '    /patchplane fix it',
    'please /patchplane fix it',
    '<!--\n/patchplane fix it\n-->',
    '\u200b/patchplane fix it',
  ])('is not helped by a command that is none: %j', (body) => {
    expect(readCommand(body).kind).toBe('none');
  });
});
