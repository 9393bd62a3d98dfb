import type { ProvisionRequest, Sandbox } from '../../core/services/sandbox-service.ts';
import type { EgressReport } from '../../domain/egress.ts';
import { Failure } from '../../domain/failure.ts';
import { checkOut, type Source } from './check-out.ts';
import { create, type Machine } from './create.ts';
import { type DaytonaClient, repeatable } from './daytona-client.ts';
import { destroy } from './destroy.ts';
import type { ExecuteDeps } from './execute.ts';
import type { InsidePrograms } from './inside-programs.ts';
import { isolationOf, networkOf, textsIn } from './isolation.ts';
import { networkSettings, sameNetwork } from './network-policy.ts';
import { probeEgress } from './probe-egress.ts';
import { type AgentPackage, bringAgent, findTools } from './tools-inside.ts';

const home = '/home/daytona';

export interface ProvisionSettings extends Source, Machine {
  readonly programs: InsidePrograms;
  /** Brought along where the image does not have it; without one, the image has to. */
  readonly agent?: AgentPackage;
}

export async function provision(
  deps: ExecuteDeps,
  settings: ProvisionSettings,
  request: ProvisionRequest,
): Promise<Sandbox> {
  const { client } = deps;
  const allow = [...request.allow, ...(request.setUpAllow ?? [])];
  const id = await create(client, settings, { ...request, allow });
  try {
    const bare = await describe(client, id, { ...request, allow });
    const checkout = await checkOut(client, settings, bare, request.checkout);
    const tools = await findTools(deps, bare);
    const agent =
      settings.agent && request.purpose === 'agent'
        ? await bringAgent(deps, bare, settings.agent, tools)
        : undefined;
    const sandbox: Sandbox = {
      ...bare,
      tools: { node: tools.node, ...(agent ? { agent: agent.entry } : {}) },
      isolation: { ...bare.isolation, ...checkout, ...textsIn({ agentPackage: agent?.origin }) },
    };
    // While it is set up its network is wider than it stays: that is looked at when it is not.
    if (request.setUpAllow) return sandbox;
    return { ...sandbox, egress: await probe(deps, settings, sandbox, request) };
  } catch (error) {
    // Nobody else knows of this sandbox yet.
    await destroy(client, id).catch(() => undefined);
    throw error;
  }
}

/** Takes away what only the set-up could reach, and looks whether it is gone. */
export async function narrow(
  deps: ExecuteDeps,
  settings: ProvisionSettings,
  sandbox: Sandbox,
  request: Pick<ProvisionRequest, 'policy' | 'allow'>,
): Promise<Sandbox> {
  const wanted = { networkAllowList: '', domainAllowList: '', ...networkSettings(request) };
  await deps.client.inside(
    sandbox.id,
    'narrow the network of a sandbox',
    (there) => there.updateNetworkSettings(wanted),
    repeatable,
  );
  const actual = await describe(deps.client, sandbox.id, { ...request, purpose: sandbox.purpose });
  const egress = await probe(deps, settings, sandbox, request);
  return { ...sandbox, isolation: { ...sandbox.isolation, ...actual.isolation }, egress };
}

/** Asks again what it is: the answer to the request may only echo the request. */
async function describe(
  client: DaytonaClient,
  id: string,
  request: Pick<ProvisionRequest, 'policy' | 'allow' | 'purpose'>,
): Promise<Sandbox> {
  const actual = await client.api('describe a sandbox', (daytona) => daytona.get(id), repeatable);
  const isolation = isolationOf(actual);
  if (!sameNetwork(networkSettings(request), networkOf(actual))) {
    throw new Failure({
      code: 'misconfigured',
      tell: 'Daytona did not apply the network policy to the sandbox, so nothing was run in it; check what the organisation allows.',
    });
  }
  if (actual.public || (request.policy.ephemeral && actual.autoDeleteInterval !== 0)) {
    throw new Failure({
      code: 'misconfigured',
      tell: 'Daytona made a sandbox that is public, or that stays after it stopped, so nothing was run in it; check what the organisation allows.',
    });
  }
  return {
    id,
    provider: 'daytona',
    purpose: request.purpose,
    workspace: `${home}/workspace`,
    scratch: `${home}/.patchplane`,
    isolation,
  };
}

async function probe(
  deps: ExecuteDeps,
  { programs }: ProvisionSettings,
  sandbox: Sandbox,
  request: Pick<ProvisionRequest, 'policy' | 'allow'>,
): Promise<EgressReport> {
  const node = sandbox.tools?.node ?? (await findTools(deps, sandbox)).node;
  const network = { ...networkSettings(request), allow: request.allow };
  return await probeEgress(deps, { sandbox, node, programs }, network);
}
