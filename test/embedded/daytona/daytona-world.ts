import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  ProvisionRequest,
  SandboxService,
} from '../../../action/core/services/sandbox-service.ts';
import {
  type DaytonaOptions,
  type EmbeddedDaytona,
  startDaytona,
} from '../../../action/embedded/daytona/start-daytona.ts';
import { insidePrograms } from '../../../action/entry/inside-programs.ts';
import {
  createDaytonaSandbox,
  type DaytonaSandboxOptions,
} from '../../../action/plugins/daytona/daytona-sandbox.ts';
import { makeRepository, type SampleRepository, serveRepository } from './sample-repository.ts';

export const cloneToken = 'clone-token-0123456789';

/** The real plugin, talking to the stand-in over loopback. */
export interface DaytonaWorld {
  readonly daytona: EmbeddedDaytona;
  readonly sandboxes: SandboxService;
  readonly repository: SampleRepository;
  readonly stateDir: string;
  readonly cloneUrl: () => string;
  request(change?: Partial<ProvisionRequest>): ProvisionRequest;
  /** The same place, through a plugin of other settings. */
  through(settings: Partial<DaytonaSandboxOptions>): SandboxService;
  close(): Promise<void>;
}

export async function openDaytonaWorld(
  options: Partial<DaytonaOptions> = {},
): Promise<DaytonaWorld> {
  const root = mkdtempSync(join(tmpdir(), 'daytona-world-'));
  const stateDir = join(root, 'state');
  const repository = makeRepository(join(root, 'repository'));
  const server = await serveRepository(repository, cloneToken);
  const cloneUrl = (): string => server.url;
  const apiKey = 'test-key';
  const daytona = await startDaytona({
    ...{ stateDir, apiKey, nodeBin: process.execPath },
    ...options,
  });
  const through = (settings: Partial<DaytonaSandboxOptions>): SandboxService =>
    createDaytonaSandbox({
      apiKey,
      apiUrl: daytona.apiUrl,
      cloneToken,
      cloneUrl,
      programs: insidePrograms(),
      ...settings,
    });
  const sandboxes = through({});
  return {
    ...{ daytona, sandboxes, repository, stateDir, cloneUrl, through },
    request: (change) => ({
      runId: 'run-0123456789abcdef',
      purpose: 'agent',
      policy: {
        ephemeral: true,
        autoStopMinutes: 15,
        ttlMinutes: 30,
        network: { blockAll: true, allowDomains: [] },
      },
      checkout: { owner: 'acme', name: 'sample', commit: repository.first },
      allow: [],
      ...change,
    }),
    async close() {
      server.close();
      await daytona.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

export function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}
