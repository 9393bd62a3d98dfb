import { describe, expect, it } from 'vitest';
import { allows, Membership, roleAmong } from '../../action/domain/membership.ts';
import {
  Permission,
  RepositoryPermission,
  roleOfRepositoryPermission,
  rolePermissions,
  WorkspaceRole,
  workspaceRole,
} from '../../action/domain/permission.ts';

function member(role: WorkspaceRole, change: Partial<Membership> = {}): Membership {
  return {
    id: 'om_1',
    actorId: 'workos:user_1',
    workspaceId: 'workos:org_1',
    status: 'active',
    role,
    roles: [role],
    permissions: [],
    ...change,
  };
}

const rows = [
  ['owner', 'vcpsirajw'],
  ['admin', 'vcpsirajw'],
  ['maintainer', 'v-psirajw'],
  ['reviewer', 'v----raj-'],
  ['operator', 'v-psi----'],
  ['viewer', 'v--------'],
] as const;

describe('[TST-16] the permission table', () => {
  it.each(rows)('%s may %s', (role, letters) => {
    const row = Permission.options.map((permission) => allows(member(role), permission));

    expect(row).toEqual([...letters].map((letter) => letter !== '-'));
    expect(rows.map(([name]) => name)).toEqual(WorkspaceRole.options);
  });

  it.each(['inactive', 'pending'] as const)('a membership that is %s carries nothing', (status) => {
    const granted = Permission.options.filter((permission) =>
      allows(member('owner', { status, permissions: [...Permission.options] }), permission),
    );

    expect(granted).toEqual([]);
  });

  it('[DOM-03] a membership has all its fields and no other, and one of three states', () => {
    const whole = member('reviewer');

    for (const status of ['active', 'inactive', 'pending'] as const)
      expect(Membership.parse({ ...whole, status })).toEqual({ ...whole, status });
    for (const name of Object.keys(whole))
      expect(Membership.safeParse({ ...whole, [name]: undefined }).success, name).toBe(false);
    for (const wrong of [
      { status: 'suspended' },
      { role: 'member' },
      { roles: ['superuser'] },
      { permissions: ['everything'] },
      { actorId: 'user_1' },
      { isAdmin: true },
    ])
      expect(Membership.safeParse({ ...whole, ...wrong }).success).toBe(false);
  });

  it('several roles and single permissions add up', () => {
    const both = member('viewer', {
      roles: ['reviewer', 'operator'],
      permissions: ['repo:connect'],
    });

    expect(Permission.options.filter((permission) => !allows(both, permission))).toEqual([
      'publication:create',
    ]);
  });

  it('[DOM-03] a member acts in the role that is asked for, if it is theirs, else in their first', () => {
    const both = member('reviewer', { roles: ['reviewer', 'maintainer'] });

    expect(roleAmong(both, ['owner', 'maintainer'])).toBe('maintainer');
    expect(roleAmong(both, ['owner'])).toBe('reviewer');
    expect(roleAmong(both, [])).toBe('reviewer');
  });

  it('nobody who may only start runs may also approve them', () => {
    expect(rolePermissions.operator).not.toContain('decision:approve');
    expect(rolePermissions.reviewer).not.toContain('run:start');
  });

  it.each([
    ['member', 'operator'],
    ['reviewer', 'reviewer'],
    ['Owner', 'viewer'],
    ['superuser', 'viewer'],
    ['', 'viewer'],
    ['constructor', 'viewer'],
  ])('the provider’s role "%s" is %s here', (provided, role) => {
    expect(workspaceRole(provided)).toBe(role);
  });

  it('a permission on a repository never gives more than the role it stands for', () => {
    expect(
      RepositoryPermission.options.map((permission) => roleOfRepositoryPermission[permission]),
    ).toEqual([undefined, 'viewer', 'viewer', 'operator', 'maintainer', 'admin']);
  });
});
