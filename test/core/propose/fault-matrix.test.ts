import { describe, expect, it } from 'vitest';
import type { ActiveFault, RequestFault } from '../../../action/embedded/daytona/faults.ts';
import type { StreamBreak } from '../../../action/embedded/daytona/stream-faults.ts';
import {
  type FaultyDaytona,
  type Hazard,
  proposeThrough,
  type SandboxStage,
  sandboxStages,
} from './faulty-daytona.ts';

/*
 * Every hazard at every stage that talks to Daytona: a run ends in one of its declared
 * outcomes, sealed, with no sandbox left, and it ends. Each run has a limit of its own, so
 * that one that hangs is a failed test.
 */
const limit = { timeout: 180_000 };
const anything = /./;

/** Met anew in each stage, so that one run proves all of them. */
function everywhere(fault: RequestFault, met: Map<SandboxStage, number>): Hazard {
  return (stage, { faults }) => {
    const active: ActiveFault = faults.inject(fault);
    return () => {
      active.off();
      met.set(stage, active.hits());
    };
  };
}

/** Looks at a file, fetches one, brings one. */
const files = /\/files\//;

const passing: Record<string, RequestFault> = {
  'every answer comes late': { kind: 'latency', match: anything, ms: 60 },
  'a slow disk': { kind: 'latency', match: files, ms: 400 },
  '429 with a time to wait': {
    ...{ kind: 'answer', match: anything, status: 429, times: 2 },
    headers: { 'retry-after-authenticated': '0.2' },
  },
  '500': { kind: 'answer', match: anything, status: 500, times: 2 },
  '503 in the middle': { kind: 'answer', match: anything, status: 503, times: 2, after: 3 },
  'a dropped connection': { kind: 'drop', match: anything, times: 2 },
  'a dropped connection in the middle': { kind: 'drop', match: anything, times: 2, after: 4 },
  'a lost answer': { kind: 'lose-answer', match: anything, times: 1 },
  'lost answers to what changes something': {
    ...{ kind: 'lose-answer', match: /^(POST|DELETE) /, times: 2, after: 1 },
  },
  'a half-open connection': { kind: 'hang', match: anything, times: 1 },
  'done, but never answered': { kind: 'stall', match: /^(POST|DELETE) /, times: 1 },
};

describe.concurrent('what passes does not cost the run', limit, () => {
  it.each(Object.entries(passing))('%s, at every stage', async (_, fault) => {
    const met = new Map<SandboxStage, number>();

    const { proposal, left } = await proposeThrough(everywhere(fault, met));

    expect(proposal.stop).toBeUndefined();
    expect(proposal.state).toBe('awaiting-decision');
    expect(proposal.report.tests.summary.fixed).toHaveLength(1);
    expect(
      proposal.report.sandboxes.map(({ destroyed, egress }) => [destroyed, egress.status]),
    ).toEqual([
      [true, 'enforced'],
      [true, 'enforced'],
    ]);
    expect(left).toBe(0);
    // A hazard that nobody met proves nothing.
    expect([...met.keys()]).toEqual([...sandboxStages]);
    for (const hits of met.values()) expect(hits).toBeGreaterThan(0);
  });

  const streams: Record<string, StreamBreak> = {
    'ends early as if all was told': { kind: 'early-end', code: 1000, frames: 2 },
    'ends at once, every time': { kind: 'early-end', code: 1000, frames: 0 },
    'is cut without a word': { kind: 'early-end', code: 1006, frames: 3 },
    'stays open and silent': { kind: 'silence', frames: 2 },
  };
  it.each(Object.entries(streams))('the log stream %s', async (_, how) => {
    const { proposal, left } = await proposeThrough((stage, { faults }) => {
      if (stage === 'run') faults.breakStreams(how);
      return () => faults.clear();
    });

    expect(proposal.state).toBe('awaiting-decision');
    expect(proposal.report.agent.outcome).toBe('settled');
    expect(left).toBe(0);
  });
});

interface Lasting {
  readonly begin: (daytona: FaultyDaytona) => void;
  readonly categories: readonly string[];
}

const lasting: Record<string, Lasting> = {
  'the sandbox dies': {
    begin: (daytona) => {
      const what = () => daytona.loseSandboxes();
      daytona.faults.inject({
        ...{ kind: 'meanwhile', match: /^[A-Z]+ \/toolbox\//, after: 2, times: 1, what },
      });
    },
    categories: ['sandbox-lost', 'not-found'],
  },
  'the provider is down for good': {
    begin: ({ faults }) => faults.inject({ kind: 'answer', match: anything, status: 503 }),
    categories: ['unavailable', 'sandbox-lost', 'timeout'],
  },
  'nothing is answered any more': {
    begin: ({ faults }) => faults.inject({ kind: 'hang', match: anything }),
    categories: ['timeout', 'unavailable'],
  },
};

describe.concurrent('what lasts ends the run, sealed and without a sandbox', limit, () => {
  const cells = Object.entries(lasting).flatMap(([name, hazard]) =>
    sandboxStages.map((stage) => [name, stage, hazard] as const),
  );
  it.each(cells)('%s, at %s', async (_, at, { begin, categories }) => {
    const { proposal, left } = await proposeThrough((stage, daytona) => {
      if (stage === at) begin(daytona);
      return () => daytona.faults.clear();
    });

    // A sandbox that can not be told to go is no reason to give the work up.
    if (at === 'release') expect(proposal.state).toBe('awaiting-decision');
    else {
      expect(proposal.state).toBe('failed');
      expect(categories).toContain(proposal.stop?.category);
      expect(proposal.report.run.reason).toMatch(/\w{3,}.*[.;]/);
    }
    expect(proposal.report.evidence.map(({ kind }) => kind)).toContain('trust-report');
    expect(proposal.report.sandboxes.every(({ destroyed }) => destroyed)).toBe(true);
    expect(left).toBe(0);
  });
});
