import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type ConvexLedger, openLedger } from '../../approval-app/embedded/convex-ledger.ts';
import { membershipOf } from './ledger-house.ts';

const clientId = 'client_reads';
const identity = {
  issuer: `https://api.workos.com/user_management/${clientId}`,
  subject: 'user_reviewer',
  org_id: 'org_acme',
  sid: 'session_reads',
};
const lanes = ['needs-decision', 'running', 'ended'] as const;
const states = ['awaiting-decision', 'running', 'cancelled'] as const;

/** However many runs there are, a list reads what it shows. Counted are documents, so no clock is in it. */
describe('what a page reads of a ledger with thousands of runs', () => {
  let ledger: ConvexLedger;
  let read = 0;

  beforeAll(async () => {
    process.env['WORKOS_CLIENT_ID'] = clientId;
    ledger = await openLedger();
    await ledger.runInternal('administration:setMembership', {
      membership: membershipOf('reviewer'),
    });
    const runs = Array.from({ length: 3_000 }, (_, at) => at);
    await ledger.importRows('inboxEntries', runs.map(inboxRow));
    await ledger.importRows('laneCounts', lanes.map(laneRow));
    await ledger.importRows('repositories', [42, 43, 44].map(repositoryRow));
    countReads((documents) => {
      read += documents;
    });
  });
  afterEach(() => {
    read = 0;
  });

  const ask = async (path: string, args: Record<string, string | number | null>) =>
    Object(await ledger.run({ kind: 'query', path, args, identity }));

  it.each([
    ['everything', {}],
    ['a lane', { lane: 'ended' }],
    ['a repository', { repositoryId: 'github:43' }],
    ['a lane of a repository', { repositoryId: 'github:43', lane: 'needs-decision' }],
    ['a search', { search: 'pagination' }],
    [
      'a search in a lane of a repository',
      { search: 'pagination', repositoryId: 'github:44', lane: 'running' },
    ],
  ])('%s: a full page, and hardly more documents than rows', async (_, narrowed) => {
    const { entries, cursor } = await ask('inbox:list', { ...narrowed, cursor: null, limit: 50 });

    expect(entries).toHaveLength(50);
    for (const entry of entries) expect(entry).toMatchObject(without(narrowed, 'search'));
    expect(read).toBeLessThan(65);

    const next = await ask('inbox:list', { ...narrowed, cursor, limit: 50 });
    expect(next.entries).toHaveLength(50);
    const ids = [...entries, ...next.entries].map(({ runId }) => runId);
    expect(new Set(ids).size).toBe(100);
  });

  it('counts are one document a lane, however many runs stand in it', async () => {
    expect(await ask('inbox:counts', {})).toEqual({
      needsDecision: 1_000,
      running: 1_000,
      ended: 1_000,
      killed: false,
    });
    expect(read).toBeLessThan(9);
  });

  it('the filter offers every repository of the workspace, by one document each and its newest run', async () => {
    const { repositories } = await ask('inbox:view', { cursor: null, limit: 50 });

    expect(repositories).toEqual([
      { id: 'github:42', name: 'acme/service-42' },
      { id: 'github:43', name: 'acme/service-43' },
      { id: 'github:44', name: 'acme/service-44' },
    ]);
    // A full page, its counts, and these.
    expect(read).toBeLessThan(65 + 9 + 10);
  });
});

/** Looks at what functions are handed by the store. */
function countReads(see: (documents: number) => void): void {
  const convex: unknown = Reflect.get(globalThis, 'Convex');
  if (typeof convex !== 'object' || convex === null) throw new Error('no store is open');
  const watched = new Proxy(convex, {
    get: (target, name) => {
      const member = Reflect.get(target, name);
      if (name !== 'asyncSyscall') return member;
      return async (operation: string, args: string) => {
        const answer: string = await member(operation, args);
        const { done, page } = JSON.parse(answer) ?? {};
        if (operation === '1.0/queryStreamNext' && !done) see(1);
        if (operation === '1.0/queryPage') see(page.length);
        return answer;
      };
    },
  });
  Reflect.set(globalThis, 'Convex', watched);
}

function laneRow(lane: string): string {
  return JSON.stringify({ workspaceId: 'workos:org_acme', lane, runs: 1_000 });
}

function inboxRow(at: number): string {
  const repositoryId = `github:${42 + (Math.floor(at / 3) % 3)}`;
  const runId = `run-${sha256Hex(String(at)).slice(0, 16)}`;
  const [lane, state] = [lanes[at % 3], states[at % 3]];
  const times = { createdAt: 1_000_000 + at, updatedAt: 1_000_000 + at };
  return JSON.stringify({
    ...{ workspaceId: 'workos:org_acme', runId, repositoryId, lane, ...times },
    searchText: `Fix pagination acme/service requester ${at} ${runId}`,
    entry: {
      ...{ runId, lane, state, repositoryId, ...times },
      repository: repositoryId.replace('github:', 'acme/service-'),
      title: 'Fix pagination',
      requester: 'requester',
      trigger: 'issues.labeled',
      attempt: 1,
      approvalsGiven: 0,
      approvalsRequired: 1,
    },
  });
}

function repositoryRow(number: number): string {
  return JSON.stringify({
    repositoryId: `github:${number}`,
    ownerId: '7',
    workspaceId: 'workos:org_acme',
    proposeWorkflowRefs: [],
    publishWorkflowRefs: [],
    active: number !== 44,
  });
}

function without(object: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
