import { z } from 'zod';
import { RunId } from '../../../action/domain/ids.ts';
import type { AppServices } from '../app-services.ts';
import { attestPublication } from '../attest-publication.ts';
import { closeEnded } from '../close-ended.ts';
import { startRerunFor } from '../start-run.ts';
import type { Delivery } from './read-delivery.ts';

/** A delivery with its receipt. */
export interface Taken extends Delivery {
  /** The same bytes came before, under another delivery id. */
  readonly replayed: boolean;
}

export interface Done {
  readonly status: 'handled' | 'ignored' | 'failed';
  readonly detail: string;
}

const Installation = z.looseObject({
  installation: z.looseObject({
    id: z.number().int(),
    account: z.looseObject({ id: z.number().int(), login: z.string() }),
  }),
});
const Check = z.looseObject({
  check_run: z.looseObject({ external_id: RunId }),
  requested_action: z.looseObject({ identifier: z.string() }).optional(),
  sender: z.looseObject({ id: z.number().int() }),
});
const WorkflowRun = z.looseObject({
  workflow_run: z.looseObject({
    id: z.number().int(),
    status: z.string().nullable(),
    conclusion: z.string().nullable().optional(),
  }),
});

/** What is done about a delivery. What a payload says is a reason to ask GitHub, seldom more. */
export async function act(delivery: Taken, services: AppServices): Promise<Done> {
  switch (`${delivery.event}.${delivery.action ?? ''}`) {
    case 'installation.created':
    case 'installation.suspend':
    case 'installation.unsuspend':
    case 'installation.deleted':
    case 'installation.new_permissions_accepted':
    case 'installation_repositories.added':
    case 'installation_repositories.removed':
      return await readInstallation(delivery, services);
    case 'check_run.rerequested':
    case 'check_run.requested_action':
      return await rerunCheck(delivery, services);
    case 'workflow_run.requested':
    case 'workflow_run.in_progress':
    case 'workflow_run.completed':
      return await followWorkflow(delivery, services);
    default:
      return { status: 'ignored', detail: 'nothing is done about this event' };
  }
}

/** What an installation reaches now is asked for; the payload only says which one to ask about. */
async function readInstallation(
  { payload }: Delivery,
  { installations, serverLedger }: AppServices,
): Promise<Done> {
  const read = Installation.safeParse(payload);
  if (!read.success) return { status: 'failed', detail: 'an installation in an unknown shape' };
  const { id, account } = read.data.installation;
  const installationId = String(id);
  const now = await installations.read(installationId);
  await serverLedger.upsertInstallation(
    now ?? {
      installationId,
      accountExternalId: String(account.id),
      accountLogin: account.login,
      status: 'removed',
      repositories: [],
    },
  );
  const status = now?.status ?? 'removed';
  return { status: 'handled', detail: `installation ${installationId} is ${status}` };
}

/** A person asked for another attempt at the check itself. */
async function rerunCheck(
  { action, payload, replayed }: Taken,
  services: AppServices,
): Promise<Done> {
  const read = Check.safeParse(payload);
  if (!read.success) return { status: 'ignored', detail: 'not a check of a run' };
  const { check_run, requested_action, sender } = read.data;
  // Whatever else is done here is asking GitHub again; this one starts something.
  if (replayed) return { status: 'ignored', detail: 'these bytes were delivered before' };
  if (action === 'requested_action' && requested_action?.identifier !== 'rerun')
    return { status: 'ignored', detail: 'an action that is not ours' };
  const started = await startRerunFor(`github:${sender.id}`, check_run.external_id, services);
  return started.status === 'started'
    ? { status: 'handled', detail: `run ${check_run.external_id} is tried again` }
    : { status: 'ignored', detail: started.because };
}

async function followWorkflow({ payload }: Delivery, services: AppServices): Promise<Done> {
  const read = WorkflowRun.safeParse(payload);
  if (!read.success) return { status: 'failed', detail: 'a workflow run in an unknown shape' };
  const { id, status, conclusion } = read.data.workflow_run;
  const workflowRunId = String(id);
  const runId = await services.serverLedger.updateDispatch({
    workflowRunId,
    status: status ?? 'unknown',
    ...(typeof conclusion === 'string' ? { conclusion } : {}),
  });
  if (runId === null) return await followJob(workflowRunId, status, services);
  if (status === 'completed') await attestPublication(runId, services);
  return { status: 'handled', detail: `publish of ${runId} is ${status}` };
}

/** A job that proposes: whatever it left under way when it ended is over as well. */
async function followJob(
  githubRunId: string,
  status: string | null,
  services: AppServices,
): Promise<Done> {
  const lost = status === 'completed' ? await services.serverLedger.jobEnded(githubRunId) : 0;
  if (lost === 0) return { status: 'ignored', detail: 'a workflow that was not started here' };
  await closeEnded(services);
  return { status: 'handled', detail: `workflow ${githubRunId} left ${lost} runs behind` };
}
