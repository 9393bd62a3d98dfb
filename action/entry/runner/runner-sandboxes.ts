import type { Sandbox, SandboxService } from '../../core/services/sandbox-service.ts';
import { createRunner, type RunnerOptions } from '../../embedded/runner/open-runner.ts';
import type { CloneCredential } from '../../plugins/daytona/check-out.ts';
import { createDaytonaSandbox } from '../../plugins/daytona/daytona-sandbox.ts';
import { insidePrograms } from '../inside-programs.ts';
import { createLazySandboxes } from './lazy-sandboxes.ts';

export interface RunnerSandboxOptions extends RunnerOptions {
  readonly cloneUrl: (owner: string, name: string) => string;
  /** None for a repository that everybody here can read. */
  readonly cloneCredential?: () => Promise<CloneCredential>;
}

export interface OpenSandboxes {
  readonly sandboxes: SandboxService;
  close(): Promise<void>;
}

/** Jails on the machine of this job, through the same plugin as sandboxes elsewhere. */
export function createRunnerSandboxes(options: RunnerSandboxOptions): OpenSandboxes {
  const { cloneUrl, cloneCredential } = options;
  const runner = createRunner(options);
  const sandboxes = createLazySandboxes(async (purpose) => {
    const { apiUrl, apiKey, facts } = await runner.open(purpose);
    const service = createDaytonaSandbox({
      ...{ apiUrl, apiKey, cloneUrl },
      ...(cloneCredential === undefined ? {} : { cloneCredential }),
      programs: insidePrograms(),
    });
    return described(service, facts);
  });
  return { sandboxes, close: runner.close };
}

/** What a stand-in says of processors and memory means nothing; the machine's own facts do. */
function described(
  service: SandboxService,
  facts: Readonly<Record<string, string>>,
): SandboxService {
  const retold = (sandbox: Sandbox): Sandbox => {
    const own = Object.entries(sandbox.isolation).filter(([name]) => !meaningless.has(name));
    return {
      ...sandbox,
      provider: 'runner',
      isolation: { ...Object.fromEntries(own), ...facts },
    };
  };
  return {
    ...service,
    provision: async (request) => retold(await service.provision(request)),
    narrow: async (sandbox, request) => retold(await service.narrow(sandbox, request)),
  };
}

const meaningless = new Set([
  ...['target', 'snapshot', 'sandboxClass', 'user', 'cpu', 'memoryGib', 'diskGib'],
]);
