import { describe, expect, it } from 'vitest';
import type {
  Command,
  Execution,
  ProvisionRequest,
  Sandbox,
} from '../../../action/core/services/sandbox-service.ts';
import type { VerifySandboxes } from '../../../action/core/workflows/verify/place.ts';
import { verify } from '../../../action/core/workflows/verify/verify.ts';
import { Failure } from '../../../action/domain/failure.ts';
import { fixPlan } from '../../../action/domain/verification.ts';
import { knownOf } from './known.ts';

const baseTree = '2'.repeat(40);
const resultTree = '3'.repeat(40);
const known = knownOf({
  commit: '1'.repeat(40),
  baseTree,
  resultTree,
  patch: new TextEncoder().encode('patch'),
});

const sandbox: Sandbox = {
  id: 'sandbox-1',
  provider: 'scripted',
  purpose: 'verify',
  workspace: '/w',
  scratch: '/s',
  isolation: { network: 'blocked' },
};

const ended = (text = '', change: Partial<Execution> = {}): Execution => ({
  exitCode: 0,
  timedOut: false,
  stdout: new TextEncoder().encode(text),
  stderr: new Uint8Array(),
  truncated: false,
  durationMs: 5,
  ...change,
});

/** Plays git by the book and the tests as told: one answer per phase. */
function scripted(tests: readonly (Execution | Failure)[]) {
  const journal: string[] = [];
  const requests: ProvisionRequest[] = [];
  const left = [...tests];
  let applied = false;
  const answer = ({ argv }: Command): Execution => {
    if (argv[0] !== 'sh') {
      journal.push(argv.join(' '));
      const next = left.shift() ?? ended();
      if (next instanceof Failure) throw next;
      return next;
    }
    if (argv[2]?.includes('git apply')) applied = true;
    return ended(applied ? resultTree : baseTree);
  };
  const service: VerifySandboxes = {
    narrow: () => Promise.reject(new Error('there is no set-up to narrow after')),
    collectArtifacts: () => Promise.reject(new Error('no report file is wanted here')),
    async provision(request) {
      requests.push(request);
      journal.push(`provision ${request.purpose}`);
      return sandbox;
    },
    async upload(_, files) {
      journal.push(`upload ${files.map(({ path }) => path).join(' ')}`);
    },
    async execute(_, command) {
      return answer(command);
    },
    async destroy() {
      journal.push('destroy');
    },
  };
  return { service, journal, requests };
}

const pass = ended('TAP version 13\nok 1 - a\n1..1\n');

describe('verify, when things go as scripted', () => {
  it('reads like its documentation', async () => {
    const { service, journal, requests } = scripted([pass, pass]);

    await verify(known, { sandbox: service });

    expect(journal).toEqual([
      'provision verify',
      'node --test --test-reporter=tap',
      'upload /s/candidate.patch',
      'node --test --test-reporter=tap',
      'destroy',
    ]);
    expect(requests).toMatchObject([{ allow: [], checkout: { commit: '1'.repeat(40) } }]);
  });

  it('[SEC-05] gives the tests an environment of its own making', async () => {
    const seen: unknown[] = [];
    const { service } = scripted([pass, pass]);

    await verify(known, {
      sandbox: {
        ...service,
        execute(where, command) {
          if (command.argv[0] === 'node') seen.push(command.env);
          return service.execute(where, command);
        },
      },
    });

    const clean = { CI: '1', HOME: '/s', LANG: 'C.UTF-8', NO_COLOR: '1' };
    expect(seen).toEqual([clean, clean]);
  });

  it.each([
    ['an empty candidate', knownOf({ ...ids(), changes: [] })],
    ['a plan without checks', knownOf({ ...ids(), plan: emptyPlan() })],
  ])('starts no sandbox for %s', async (_, parts) => {
    const { service, journal } = scripted([]);

    const outcome = await verify(parts, { sandbox: service });

    expect(journal).toEqual([]);
    expect(outcome.add?.verification).toMatchObject({
      baseline: { status: 'not-run' },
      candidate: { status: 'not-run' },
      testedTree: null,
    });
  });
});

describe('verify, when it cannot tell', () => {
  it.each([
    ['a time-out', ended('ok 1 - a\n', { exitCode: null, timedOut: true })],
    ['a kill', ended('ok 1 - a\n1..1\n', { exitCode: null })],
    ['cut output', ended('ok 1 - a\n1..1\n', { truncated: true })],
    ['a plan that does not add up', ended('1..3\nok 1 - a\n')],
    ['no report at all', ended('all good!')],
    ['a bail-out', ended('ok 1 - a\nBail out!\n')],
  ])('says error after %s, never passed', async (_, candidate) => {
    const { service } = scripted([pass, candidate]);

    const outcome = await verify(known, { sandbox: service });

    expect(outcome.add?.verification?.candidate.status).toBe('error');
    expect(outcome.add?.verification?.summary.newFailures).toContain('node-test::(command)');
  });

  it.each([
    ['exit 0 with a failing case', ended('not ok 1 - a\n1..1\n')],
    ['all cases passed and exit 1', ended('ok 1 - a\n1..1\n', { exitCode: 1 })],
  ])('does not pass on %s', async (_, candidate) => {
    const { service } = scripted([pass, candidate]);

    const outcome = await verify(known, { sandbox: service });

    expect(outcome.add?.verification?.candidate.status).toBe('failed');
  });

  it('stops, keeps the evidence and reports the sandbox when it is lost', async () => {
    const lost = new Failure({ code: 'sandbox-lost', tell: 'The sandbox is gone.' });
    const { service, journal } = scripted([pass, lost]);

    const outcome = await verify(known, { sandbox: service });

    expect(outcome).toMatchObject({
      stop: { state: 'failed', category: 'sandbox-lost', reason: 'The sandbox is gone.' },
      sandboxes: [{ id: 'sandbox-1', destroyed: true }],
    });
    expect(outcome.evidence?.map(({ producer }) => producer)).toContain(
      'verify/baseline/node-test',
    );
    expect(journal.at(-1)).toBe('destroy');
  });

  it('destroys the sandbox also when the mistake is ours', async () => {
    const { service, journal } = scripted([]);
    const broken = {
      ...service,
      execute: () => Promise.reject(new TypeError('bug')),
    };

    await expect(verify(known, { sandbox: broken })).rejects.toThrow('bug');

    expect(journal.at(-1)).toBe('destroy');
  });

  it('says so when the sandbox could not be destroyed', async () => {
    const { service } = scripted([pass, pass]);
    const stuck = {
      ...service,
      destroy: () => Promise.reject(new Failure({ code: 'timeout', tell: 'No answer.' })),
    };

    const outcome = await verify(known, { sandbox: stuck });

    expect(outcome.sandboxes).toMatchObject([{ destroyed: false }]);
  });
});

function ids() {
  return { commit: '1'.repeat(40), baseTree, resultTree, patch: new Uint8Array() };
}

function emptyPlan() {
  return fixPlan({ version: 1, sources: [], guessed: true, requirements: [] });
}
