import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProvisionRequest } from '../../../action/core/services/sandbox-service.ts';
import {
  createRunnerSandboxes,
  type OpenSandboxes,
} from '../../../action/entry/runner/runner-sandboxes.ts';
import {
  makeRepository,
  type SampleRepository,
  serveRepository,
} from '../daytona/sample-repository.ts';

const token = 'clone-token-0123456789';
let root: string;
let repository: SampleRepository;
let server: { readonly url: string; close(): void };
let runner: OpenSandboxes;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'patchplane-runner-test-'));
  repository = makeRepository(join(root, 'repository'));
  server = await serveRepository(repository, token);
  runner = createRunnerSandboxes({
    cacheDir: join(root, 'cache'),
    tempDir: root,
    path: process.env['PATH'] ?? '',
    elsewhere: 'Or set DAYTONA_API_KEY.',
    note: () => undefined,
    cloneUrl: () => server.url,
    cloneCredential: async () => ({ token, describe: 'a token of this test' }),
  });
});
afterAll(async () => {
  await runner.close();
  server.close();
  rmSync(root, { recursive: true, force: true });
});

const request = (): ProvisionRequest => ({
  runId: 'run-0123456789abcdef',
  purpose: 'verify',
  policy: {
    ephemeral: true,
    autoStopMinutes: 15,
    ttlMinutes: 30,
    network: { blockAll: true, allowDomains: [] },
  },
  checkout: { owner: 'acme', name: 'sample', commit: repository.first },
  allow: [],
});
const limits = { timeoutSeconds: 20, maxOutputBytes: 10_000 };

it('nothing is prepared before a sandbox is wanted', async () => {
  expect(await runner.sandboxes.sweep('run-0123456789abcdef')).toBe(0);
  expect(jailFolders()).toEqual([]);
});

it('a sandbox on the runner says truly what isolates it, and needs no agent to verify', async () => {
  const sandbox = await runner.sandboxes.provision(request());

  expect(sandbox.provider).toBe('runner');
  expect(sandbox.isolation).toMatchObject({
    networkBlockAll: 'true',
    jail: expect.stringMatching(/^bubblewrap-\d/),
    kernel: expect.stringMatching(/^\d/),
  });
  expect(Object.keys(sandbox.isolation)).not.toContain('memoryGib');
  expect(existsSync(join(root, 'cache'))).toBe(false);
  await runner.sandboxes.destroy(sandbox);
});

it('C4: a jail has none of the variables of the job', async () => {
  process.env['OPENAI_API_KEY'] = 'sk-canary-of-this-test';
  const sandbox = await runner.sandboxes.provision(request());
  const argv = ['sh', '-c', 'env; cat /proc/*/environ | tr "\\0" "\\n"'];

  const { stdout } = await runner.sandboxes.execute(sandbox, { argv, ...limits });

  delete process.env['OPENAI_API_KEY'];
  expect(Buffer.from(stdout).toString()).toContain('HOME=/home/daytona');
  expect(Buffer.from(stdout).toString()).not.toContain('canary');
  expect(Buffer.from(stdout).toString()).not.toContain(token);
});

it('closing ends every jail and leaves no folder', async () => {
  await runner.sandboxes.provision(request());
  expect(jailFolders()).toHaveLength(1);

  await runner.close();

  expect(jailFolders()).toEqual([]);
});

function jailFolders(): string[] {
  return readdirSync(root).filter((name) => name.startsWith('patchplane-jails-'));
}
