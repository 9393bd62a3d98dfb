import 'server-only';
import { type AppServices, createAppServices } from '../app-services.ts';
import { readEnvironment } from '../environment.ts';
import type { ApprovalAppOptions } from '../options.ts';
import { createWorkspaceLedger, type WorkspaceLedger } from '../workspace-ledger.ts';

interface AppParts extends AppServices {
  readonly options: ApprovalAppOptions;
  readonly services: AppServices;
  readonly workspace: WorkspaceLedger;
}

let parts: AppParts | undefined;

/** What the pages stand on, made once in a process. Throws with every problem of the environment. */
export function appParts(): AppParts {
  parts ??= make();
  return parts;
}

function make(): AppParts {
  const read = readEnvironment(process.env);
  if ('problems' in read)
    throw new Error(`the approval app is not configured:\n${read.problems.join('\n')}`);
  const { options } = read;
  const services = createAppServices(options);
  const workspace = createWorkspaceLedger(options.convexUrl);
  return { options, services, workspace, ...services };
}
