import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { Permission, rolePermissions, WorkspaceRole } from '../../action/domain/permission.ts';
import { ledgerClient } from './ledger-client.ts';
import { type LedgerHouse, membershipOf, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { publicFunctionsIn } from './public-functions.ts';
import { type Asked, answerTo, askForDecision } from './run-records.ts';

interface Called {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  /** Beside looking; all of them. */
  readonly needs: readonly Permission[];
  readonly args: (run: Asked) => Record<string, unknown>;
}

const reason = { reason: 'because' };
const ofRun = ({ runId }: Asked) => ({ runId });

/** Every function for people, with words that it would take. */
const functions: readonly Called[] = [
  {
    name: 'inbox:list',
    kind: 'query',
    needs: [],
    args: () => ({ cursor: null, limit: 5 }),
  },
  {
    name: 'inbox:view',
    kind: 'query',
    needs: [],
    args: () => ({ cursor: null, limit: 5 }),
  },
  { name: 'inbox:counts', kind: 'query', needs: [], args: () => ({}) },
  { name: 'page:view', kind: 'query', needs: [], args: ofRun },
  { name: 'live:inbox', kind: 'query', needs: [], args: () => ({}) },
  { name: 'live:run', kind: 'query', needs: [], args: ofRun },
  { name: 'controls:list', kind: 'query', needs: [], args: ofRun },
  {
    name: 'runs:runtimeEvents',
    kind: 'query',
    needs: [],
    args: (run) => ({ ...ofRun(run), from: 0, limit: 5 }),
  },
  { name: 'settings:view', kind: 'query', needs: [], args: () => ({}) },
  { name: 'decisions:decide', kind: 'mutation', needs: ['decision:approve'], args: answerTo },
  {
    name: 'controls:send',
    kind: 'mutation',
    needs: ['run:interrupt'],
    args: (run) => ({ ...ofRun(run), key: 'abcdefghij', kind: 'abort' }),
  },
  {
    name: 'retention:requestDeletion',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: (run) => ({ ...ofRun(run), ...reason }),
  },
  {
    name: 'starts:admit',
    kind: 'mutation',
    needs: ['run:start', 'prompt:create'],
    args: () => ({ repositoryId: 'github:42', textSha256: sha256Hex('x') }),
  },
  {
    name: 'decisions:decide',
    kind: 'mutation',
    needs: ['decision:reject'],
    args: (run) => ({ ...answerTo(run), answer: 'rejected' }),
  },
  {
    name: 'retention:setHold',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: (run) => ({ ...ofRun(run), ...reason, held: false }),
  },
  {
    name: 'erasures:erase',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: () => ({ ...reason, repositoryId: 'github:44' }),
  },
  {
    name: 'repositories:enrol',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: () => ({
      repositoryId: 'github:42',
      proposeWorkflows: ['a.yml'],
      publishWorkflows: ['b.yml'],
    }),
  },
  {
    name: 'repositories:setActive',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: () => ({ repositoryId: 'github:42', active: false }),
  },
  {
    name: 'workspaces:throwKillSwitch',
    kind: 'mutation',
    needs: ['run:interrupt'],
    args: () => reason,
  },
  {
    name: 'workspaces:liftKillSwitch',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: () => reason,
  },
  {
    name: 'workspaces:setSolo',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: () => ({ coolOffMinutes: 60 }),
  },
  {
    name: 'workspaces:setSafety',
    kind: 'mutation',
    needs: ['repo:connect'],
    args: () => ({ retentionDays: 30 }),
  },
];

/** What a refusal looks like: an error, a refused outcome, or nothing at all. */
async function isRefused(call: Promise<unknown>): Promise<boolean> {
  const answer = await call.catch(() => ({ status: 'refused' }));
  return answer === null || Reflect.get(Object(answer), 'status') === 'refused';
}

describe('[SEC-13] what people may do in the ledger', () => {
  let house: LedgerHouse;
  let run: Asked;

  beforeAll(async () => {
    house = await startLedgerHouse();
    run = await askForDecision(house.storage(proposeClaims));
  });
  afterAll(async () => await house.close());

  const call = async ({ kind, name, args }: Called, user: string, org = 'org_acme') =>
    await ledgerClient(house, await house.people.mintAccessToken(user, { org_id: org }))[kind](
      name,
      args(run),
    );

  it.each(functions)('$name refuses another organisation', async (called) => {
    expect(await isRefused(call(called, 'user_reviewer', 'org_evil'))).toBe(true);
  });

  it.each(functions)('$name refuses who is no member', async (called) => {
    expect(await isRefused(call(called, 'user_stranger'))).toBe(true);
  });

  it('[SVC-03] a permission that is missing is a refusal with a code, not only a sentence', async () => {
    const viewer = ledgerClient(house, await house.people.mintAccessToken('user_viewer'));

    await expect(
      viewer.mutation('workspaces:setSolo', { coolOffMinutes: 60 }),
    ).rejects.toMatchObject({
      data: { code: 'auth', message: expect.stringContaining('the permission repo:connect') },
    });
  });

  it('every function for people is in the table above', async () => {
    const folder = new URL('../../approval-app/convex/', import.meta.url);
    const token = await house.people.mintAccessToken('user_owner', { org_id: 'org_acme' });
    const open: string[] = [];
    for (const { kind, name } of await publicFunctionsIn(folder)) {
      if (kind === 'action') continue;
      // A person who may do everything gets as far as the arguments of what is for people.
      const said = await saidBy(ledgerClient(house, token)[kind](name, { no: 'such argument' }));
      if (!said.includes('this function is for') && !said.includes("approval app's own token"))
        open.push(name);
    }

    expect(open.sort()).toEqual([...new Set(functions.map(({ name }) => name))].sort());
  });

  it.each(WorkspaceRole.options)(
    '[DOM-04] a %s may do what the table of roles says, and nothing else',
    async (role) => {
      await house.host.administrate('administration:setMembership', {
        membership: membershipOf(role),
      });
      for (const called of functions) {
        const missing = called.needs.find((each) => !rolePermissions[role].includes(each));
        const said = await saidBy(call(called, `user_${role}`));

        expect(said, called.name).not.toMatch(/argument \w|no such run/);
        if (missing === undefined) expect(said, called.name).not.toContain('the permission');
        else expect(said, called.name).toContain(`you do not hold the permission ${missing}`);
      }
    },
  );

  it('[DOM-05] the documented matrix is the one that is enforced', () => {
    const text = readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| `([a-z:]+)` \|(.+)\|$/gm)].map(([, name, cells = '']) => [
      name,
      cells.split('|').map((cell) => cell.trim()),
    ]);

    expect(text).toContain(`| permission | ${WorkspaceRole.options.join(' | ')} |`);
    expect(rows).toEqual(
      Permission.options.map((permission) => [
        permission,
        WorkspaceRole.options.map((role) =>
          rolePermissions[role].includes(permission) ? 'yes' : 'no',
        ),
      ]),
    );
  });
});

/** Why the ledger says no, as an outcome or as an error; empty where it answers. */
async function saidBy(call: Promise<unknown>): Promise<string> {
  return await call.then(
    (answer) => String(Reflect.get(Object(answer), 'because') ?? ''),
    (error: unknown) => String(error),
  );
}
