import type { SandboxService } from '../../core/services/sandbox-service.ts';
import { createDaytonaClient, type DaytonaAccess } from './daytona-client.ts';
import { destroy, sweep } from './destroy.ts';
import { execute } from './execute.ts';
import { collect, upload } from './files.ts';
import { defaultPatience, type Patience } from './patience.ts';
import { narrow, type ProvisionSettings, provision } from './provision.ts';
import { refusals } from './refusals.ts';
import { startProcess } from './start-process.ts';

export interface DaytonaSandboxOptions extends DaytonaAccess, ProvisionSettings {
  readonly now?: () => number;
  readonly patience?: Partial<Patience>;
}

/** Sandboxes at Daytona, or at anything that speaks its wire. */
export function createDaytonaSandbox(options: DaytonaSandboxOptions): SandboxService {
  const client = createDaytonaClient(options, { ...defaultPatience, ...options.patience });
  const deps = { client, now: options.now ?? Date.now };

  return {
    provision: (request) => provision(deps, options, request),
    narrow: (sandbox, request) => narrow(deps, options, sandbox, request),
    upload: (sandbox, files) => upload(client, sandbox, files),
    execute: (sandbox, command) => execute(deps, sandbox, command),
    startProcess: (sandbox, command) => startProcess(deps, options.programs, sandbox, command),
    collectArtifacts: (sandbox, paths, maxBytes) => collect(client, sandbox, paths, maxBytes),
    refusals: (sandbox) => refusals(client, options, sandbox.id),
    destroy: (sandbox) => destroy(client, sandbox.id),
    sweep: (runId) => sweep(client, runId),
  };
}
