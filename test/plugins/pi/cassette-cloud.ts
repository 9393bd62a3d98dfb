import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ModelGrant } from '../../../action/core/services/model-gateway-service.ts';
import type { Sandbox, SandboxService } from '../../../action/core/services/sandbox-service.ts';
import type { Upstream } from '../../../action/domain/model-upstream.ts';
import { type Budgets, defaultBudgets } from '../../../action/domain/policy-bundle.ts';
import { startDaytona } from '../../../action/embedded/daytona/start-daytona.ts';
import { type ModelRoute, startModelRoute } from '../../../action/embedded/model/model-route.ts';
import { readCassette } from '../../../action/embedded/model/read-cassette.ts';
import { ensurePi } from '../../../action/embedded/pi-package.ts';
import { insidePrograms } from '../../../action/entry/inside-programs.ts';
import { createDaytonaSandbox } from '../../../action/plugins/daytona/daytona-sandbox.ts';
import { createModelRoute } from '../../../action/plugins/model-route/model-route.ts';

const examples = join(import.meta.dirname, '../../../examples');
const folders = [
  join(examples, 'cassettes'),
  join(import.meta.dirname, '../../fixtures/cassettes'),
];
const runId = 'run-0123456789abcdef';

/** The sample repository in a jail with Pi in it, and a cassette behind the model route. */
export interface CassetteCloud {
  readonly runId: string;
  readonly sandboxes: SandboxService;
  readonly route: ModelRoute;
  sandbox(): Promise<Sandbox>;
  grant(budgets?: Partial<Budgets>): Promise<ModelGrant>;
  /** Runs in the sandbox's checkout. */
  inside(sandbox: Sandbox, ...argv: string[]): Promise<string>;
  loseSandboxes(): Promise<void>;
  close(): Promise<void>;
}

export interface CassetteCloudOptions {
  /** More files of the sample repository. */
  readonly planted?: Readonly<Record<string, string>>;
  /** Stands behind the route in place of the cassette. */
  readonly upstream?: Upstream;
}

export async function startCassetteCloud(
  cassette: string,
  { planted = {}, upstream }: CassetteCloudOptions = {},
): Promise<CassetteCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'patchplane-pi-'));
  const adminKey = 'admin-key-of-this-test';
  const file = folders.map((path) => join(path, cassette)).find((path) => existsSync(path));
  const tape = readCassette(readFileSync(file ?? cassette, 'utf8'));
  const behind = upstream ? { upstream } : { cassette: tape };
  const route = await startModelRoute({ adminKey, ...behind });
  const daytona = await startDaytona({
    stateDir: join(folder, 'daytona'),
    apiKey: 'daytona-key-of-this-test',
    nodeBin: process.execPath,
    piDir: await ensurePi({ cacheDir: join(homedir(), '.cache/patchplane') }),
  });
  const repository = join(folder, 'sample');
  const commit = commitSample(repository, planted);
  const sandboxes = createDaytonaSandbox({
    apiUrl: daytona.apiUrl,
    apiKey: 'daytona-key-of-this-test',
    cloneUrl: () => `file://${repository}`,
    programs: insidePrograms(),
  });
  const gateway = createModelRoute({
    url: route.url,
    bearer: async () => adminKey,
    provider: upstream?.provider ?? 'cassette',
    model: upstream?.model ?? tape.model,
    insideBaseUrl: 'http://127.0.0.1:8080/v1',
    egress: `127.0.0.1:${route.port}`,
  });
  return {
    runId,
    sandboxes,
    route,
    sandbox: () =>
      sandboxes.provision({
        runId,
        purpose: 'agent',
        policy: {
          ephemeral: true,
          autoStopMinutes: 15,
          ttlMinutes: 30,
          network: { blockAll: false, allowDomains: [] },
        },
        checkout: { owner: 'octo', name: 'sample', commit },
        allow: [`127.0.0.1:${route.port}`],
      }),
    grant: (budgets) => gateway.grant(runId, { ...defaultBudgets, ...budgets }),
    async inside(sandbox, ...argv) {
      const limits = { timeoutSeconds: 60, maxOutputBytes: 1024 * 1024 };
      const { stdout } = await sandboxes.execute(sandbox, { argv, ...limits });
      return Buffer.from(stdout).toString('utf8');
    },
    loseSandboxes: () => daytona.loseSandboxes(),
    async close() {
      await daytona.close();
      await route.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function commitSample(repository: string, planted: Readonly<Record<string, string>>): string {
  cpSync(join(examples, 'sample-repo'), repository, { recursive: true });
  for (const [path, content] of Object.entries(planted)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), content, { mode: 0o755 });
  }
  const git = (...argv: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.com', ...argv],
      {
        cwd: repository,
        encoding: 'utf8',
      },
    ).trim();
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'Pagination');
  return git('rev-parse', 'HEAD');
}
