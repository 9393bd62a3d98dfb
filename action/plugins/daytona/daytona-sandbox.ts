import type { SandboxService } from '../../core/services/sandbox-service.ts';
import type { Source } from './check-out.ts';
import { createDaytonaClient, type DaytonaAccess } from './daytona-client.ts';
import { destroy, sweep } from './destroy.ts';
import { execute } from './execute.ts';
import { collect, upload } from './files.ts';
import { provision } from './provision.ts';
import { startProcess } from './start-process.ts';

export interface DaytonaSandboxOptions extends DaytonaAccess, Source {
  /** Name of the image with Node and the agent in it; the vendor's default without one. */
  readonly snapshot?: string;
  readonly now?: () => number;
}

/** Sandboxes at Daytona, or at anything that speaks its wire. */
export function createDaytonaSandbox(options: DaytonaSandboxOptions): SandboxService {
  const client = createDaytonaClient(options);
  const now = options.now ?? Date.now;

  return {
    provision: (request) => provision(client, options, request),
    upload: (sandbox, files) => upload(client, sandbox, files),
    execute: (sandbox, command) => execute({ client, now }, sandbox, command),
    startProcess: (sandbox, command) => startProcess(client, sandbox, command),
    collectArtifacts: (sandbox, paths, maxBytes) => collect(client, sandbox, paths, maxBytes),
    destroy: (sandbox) => destroy(client, sandbox.id),
    sweep: (runId) => sweep(client, runId),
  };
}
