import { describe, expect, it } from 'vitest';
import { letGo } from '../../../action/core/sandbox/let-go.ts';
import { prepareSandbox } from '../../../action/core/sandbox/prepare-sandbox.ts';
import type {
  Command,
  Execution,
  ProvisionRequest,
  Sandbox,
} from '../../../action/core/services/sandbox-service.ts';
import type { EgressReport } from '../../../action/domain/egress.ts';
import { Failure } from '../../../action/domain/failure.ts';

const request: ProvisionRequest = {
  runId: 'run-0123456789abcdef',
  purpose: 'agent',
  policy: {
    ephemeral: true,
    autoStopMinutes: 15,
    ttlMinutes: 30,
    network: { blockAll: true, allowDomains: [] },
  },
  checkout: { owner: 'octo', name: 'demo', commit: '1'.repeat(40) },
  allow: ['model.test:443'],
};
const sandbox: Sandbox = {
  id: 'sandbox-1',
  provider: 'paper',
  purpose: 'agent',
  workspace: '/w',
  scratch: '/s',
  isolation: {},
};
const egress: EgressReport = {
  status: 'enforced',
  probes: [
    {
      name: 'dns',
      target: 'x.example.com',
      expected: 'blocked',
      observed: 'blocked',
      detail: 'ENETUNREACH',
    },
  ],
  refused: null,
};
const done: Execution = {
  exitCode: 0,
  timedOut: false,
  stdout: new TextEncoder().encode('installed\n'),
  stderr: new Uint8Array(),
  truncated: false,
  durationMs: 5,
};

/** Says what was asked of it, in order. */
function service(answers: { readonly executions?: readonly (Execution | Failure)[] } = {}) {
  const said: string[] = [];
  const left = [...(answers.executions ?? [])];
  return {
    said,
    async provision({ allow, setUpAllow }: ProvisionRequest) {
      said.push(`provision ${allow.join()} + ${setUpAllow?.join() ?? 'nothing'}`);
      return setUpAllow ? sandbox : { ...sandbox, egress };
    },
    async execute(_: Sandbox, { argv }: Command) {
      said.push(argv.join(' '));
      const answer = left.shift() ?? done;
      if (answer instanceof Failure) throw answer;
      return answer;
    },
    async narrow(_: Sandbox, { allow }: Pick<ProvisionRequest, 'allow'>) {
      said.push(`narrow to ${allow.join()}`);
      return { ...sandbox, egress };
    },
    async destroy() {
      said.push('destroy');
    },
  };
}

const setUp = {
  commands: [
    ['npm', 'ci'],
    ['npm', 'run', 'build'],
  ],
  allow: ['registry.test:443'],
};

describe('a sandbox is made ready', () => {
  it('[RUN-25] wide for the set-up, narrow before it is handed over, and probed then', async () => {
    const paper = service();

    const prepared = await prepareSandbox(paper, request, setUp);

    expect(paper.said).toEqual([
      'provision model.test:443 + registry.test:443',
      'npm ci',
      'npm run build',
      'narrow to model.test:443',
    ]);
    expect(prepared).toMatchObject({ kind: 'ready', sandbox: { egress: { status: 'enforced' } } });
    expect(prepared.evidence.map(({ producer }) => producer)).toEqual([
      'set-up/agent/1',
      'set-up/agent/1',
      'set-up/agent/2',
      'set-up/agent/2',
      'egress/agent',
    ]);
    const table = JSON.parse(new TextDecoder().decode(prepared.evidence.at(-1)?.content));
    expect(table.probes).toEqual(egress.probes);
  });

  it('without a set-up it is never wide', async () => {
    const paper = service();

    const prepared = await prepareSandbox(paper, request, { commands: [], allow: [] });

    expect(paper.said).toEqual(['provision model.test:443 + nothing']);
    expect(prepared.evidence.map(({ producer }) => producer)).toEqual(['egress/agent']);
  });

  it('a command that fails ends it, by its number, with its output kept', async () => {
    const paper = service({ executions: [done, { ...done, exitCode: 1 }] });

    const prepared = await prepareSandbox(paper, request, setUp);

    expect(prepared).toMatchObject({
      kind: 'failed',
      stop: { state: 'failed', category: 'set-up' },
    });
    expect(prepared.kind === 'failed' && prepared.stop.reason).toMatch(
      /^Command 2 of 2 in environment\.setup ended with 1/,
    );
    expect(prepared.evidence).toHaveLength(4);
    expect(paper.said).not.toContain('narrow to model.test:443');
  });

  it('a sandbox that is lost meanwhile is an outcome, and what was seen is kept', async () => {
    const lost = new Failure({ code: 'sandbox-lost', tell: 'The sandbox is gone.' });
    const prepared = await prepareSandbox(service({ executions: [done, lost] }), request, setUp);

    expect(prepared).toMatchObject({ kind: 'failed', stop: { category: 'sandbox-lost' } });
    expect(prepared.evidence).toHaveLength(2);
  });
});

describe('a sandbox is let go', () => {
  it('with what was refused and where its head is, for the record', async () => {
    const head = '2'.repeat(40);
    const report = await letGo(
      {
        execute: async () => ({ ...done, stdout: new TextEncoder().encode(`${head}\n`) }),
        refusals: async () => [{ target: 'evil.test:443', command: 'curl evil.test', times: 2 }],
        destroy: async () => undefined,
      },
      { ...sandbox, egress },
    );

    expect(report).toMatchObject({
      destroyed: true,
      isolation: { headAfter: head },
      egress: { status: 'enforced', refused: [{ target: 'evil.test:443', times: 2 }] },
    });
  });

  it('all the same when it does not say any more', async () => {
    const broken = async () => {
      throw new Failure({ code: 'sandbox-lost', tell: 'gone' });
    };
    const destroyed: string[] = [];
    const report = await letGo(
      {
        execute: broken,
        refusals: broken,
        destroy: async ({ id }) => void destroyed.push(id),
      },
      sandbox,
    );

    expect(destroyed).toEqual(['sandbox-1']);
    expect(report.egress).toEqual({ status: 'unverified', probes: [], refused: null });
  });
});
