import { randomBytes } from 'node:crypto';
import type { ProvisionRequest, Sandbox } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import { checkOut, type Source } from './check-out.ts';
import type { DaytonaClient } from './daytona-client.ts';
import type { Sandbox as SdkSandbox } from './daytona-sdk.cjs';
import { destroy } from './destroy.ts';
import { networkSettings, sameNetwork } from './network-policy.ts';

const home = '/home/daytona';
const createSeconds = 300;

export async function provision(
  client: DaytonaClient,
  settings: Source & { readonly snapshot?: string },
  request: ProvisionRequest,
): Promise<Sandbox> {
  const id = await create(client, settings.snapshot, request);
  try {
    const sandbox = await describe(client, id, request);
    await checkOut(client, settings, sandbox, request.checkout);
    return sandbox;
  } catch (error) {
    // Nobody else knows of this sandbox yet.
    await destroy(client, id).catch(() => undefined);
    throw error;
  }
}

/** Name and labels are there before the sandbox is, so that `sweep` finds a lost one. */
async function create(
  client: DaytonaClient,
  snapshot: string | undefined,
  { runId, purpose, policy, ...request }: ProvisionRequest,
): Promise<string> {
  const network = networkSettings({ runId, purpose, policy, ...request });
  const sandbox = await client.api('create a sandbox', (daytona) =>
    daytona.create(
      {
        name: `patchplane-${runId}-${purpose}-${randomBytes(4).toString('hex')}`,
        labels: { app: 'patchplane', run: runId, purpose },
        language: 'typescript',
        public: false,
        ephemeral: policy.ephemeral,
        autoStopInterval: policy.autoStopMinutes,
        ttlMinutes: policy.ttlMinutes,
        ...network,
        ...(snapshot === undefined ? {} : { snapshot }),
      },
      { timeout: createSeconds },
    ),
  );
  return sandbox.id;
}

/** Asks again what it is: the answer to the request may only echo the request. */
async function describe(
  client: DaytonaClient,
  id: string,
  request: ProvisionRequest,
): Promise<Sandbox> {
  const actual = await client.api('describe a sandbox', (daytona) => daytona.get(id));
  if (!sameNetwork(networkSettings(request), networkOf(actual))) {
    throw new Failure({
      code: 'misconfigured',
      tell: 'Daytona did not apply the network policy to the sandbox, so nothing was run in it; check what the organisation allows.',
    });
  }
  return {
    id,
    provider: 'daytona',
    purpose: request.purpose,
    workspace: `${home}/workspace`,
    scratch: `${home}/.patchplane`,
    isolation: isolationOf(actual),
  };
}

function networkOf({ networkBlockAll, networkAllowList, domainAllowList }: SdkSandbox): {
  networkBlockAll: boolean;
  networkAllowList: string;
  domainAllowList: string;
} {
  return {
    networkBlockAll: networkBlockAll ?? false,
    networkAllowList: networkAllowList ?? '',
    domainAllowList: domainAllowList ?? '',
  };
}

function isolationOf(actual: SdkSandbox): Record<string, string> {
  const facts = {
    ...networkOf(actual),
    target: actual.target,
    snapshot: actual.snapshot,
    sandboxClass: actual.sandboxClass,
    user: actual.user,
    public: actual.public,
    cpu: actual.cpu,
    memoryGib: actual.memory,
    diskGib: actual.disk,
    autoStopMinutes: actual.autoStopInterval,
    autoDeleteMinutes: actual.autoDeleteInterval,
    autoDestroyAt: actual.autoDestroyAt,
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, String(value)]],
    ),
  );
}
