import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { ledgerClient } from './ledger-client.ts';
import { type LedgerHouse, proposeClaims, startLedgerHouse } from './ledger-house.ts';
import { type Asked, answerTo, askForDecision } from './run-records.ts';

interface Called {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  /** Somebody of the organisation who lacks the right; undefined where looking is all it takes. */
  readonly without: string | undefined;
  readonly args: (run: Asked) => Record<string, unknown>;
}

const reason = { reason: 'because' };
const ofRun = ({ runId }: Asked) => ({ runId });

/** Every function for people, with words that it would take. */
const functions: readonly Called[] = [
  {
    name: 'inbox:list',
    kind: 'query',
    without: undefined,
    args: () => ({ cursor: null, limit: 5 }),
  },
  { name: 'inbox:counts', kind: 'query', without: undefined, args: () => ({}) },
  { name: 'page:view', kind: 'query', without: undefined, args: ofRun },
  { name: 'live:run', kind: 'query', without: undefined, args: ofRun },
  { name: 'controls:list', kind: 'query', without: undefined, args: ofRun },
  {
    name: 'runs:runtimeEvents',
    kind: 'query',
    without: undefined,
    args: (run) => ({ ...ofRun(run), from: 0, limit: 5 }),
  },
  { name: 'settings:view', kind: 'query', without: undefined, args: () => ({}) },
  { name: 'decisions:decide', kind: 'mutation', without: 'user_operator', args: answerTo },
  {
    name: 'controls:send',
    kind: 'mutation',
    without: 'user_reviewer',
    args: (run) => ({ ...ofRun(run), key: 'abcdefghij', kind: 'abort' }),
  },
  {
    name: 'retention:requestDeletion',
    kind: 'mutation',
    without: 'user_reviewer',
    args: (run) => ({ ...ofRun(run), ...reason }),
  },
  {
    name: 'starts:admit',
    kind: 'mutation',
    without: 'user_reviewer',
    args: () => ({ repositoryId: 'github:42', textSha256: sha256Hex('x') }),
  },
  {
    name: 'repositories:enrol',
    kind: 'mutation',
    without: 'user_reviewer',
    args: () => ({
      repositoryId: 'github:42',
      proposeWorkflows: ['a.yml'],
      publishWorkflows: ['b.yml'],
    }),
  },
  {
    name: 'repositories:setActive',
    kind: 'mutation',
    without: 'user_reviewer',
    args: () => ({ repositoryId: 'github:42', active: false }),
  },
  {
    name: 'workspaces:throwKillSwitch',
    kind: 'mutation',
    without: 'user_reviewer',
    args: () => reason,
  },
  {
    name: 'workspaces:liftKillSwitch',
    kind: 'mutation',
    without: 'user_operator',
    args: () => reason,
  },
  {
    name: 'workspaces:setSolo',
    kind: 'mutation',
    without: 'user_reviewer',
    args: () => ({ coolOffMinutes: 60 }),
  },
  {
    name: 'workspaces:setSafety',
    kind: 'mutation',
    without: 'user_reviewer',
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

  it.each(functions.filter(({ without }) => without !== undefined))(
    '$name refuses too little permission',
    async (called) => {
      expect(await isRefused(call(called, called.without ?? ''))).toBe(true);
      expect(await isRefused(call(called, 'user_viewer'))).toBe(true);
    },
  );

  it.each(functions.filter(({ without }) => without === undefined))(
    '$name answers a viewer, so that the refusals above mean something',
    async (called) => {
      expect(await isRefused(call(called, 'user_viewer'))).toBe(false);
    },
  );
});
