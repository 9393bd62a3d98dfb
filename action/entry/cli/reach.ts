import type { ProposeInputs } from '../job-inputs.ts';
import { type Check, green, red } from './check.ts';

/** Resolves when something answers at this address; rejects otherwise. */
export type Reach = (url: string) => Promise<void>;

const timeoutMs = 5_000;

/** Any answer is one; nothing is sent but the question, and no redirect is followed. */
export const reach: Reach = async (url) => {
  const response = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  });
  await response.body?.cancel();
};

interface Address {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

export function endpointsOf(inputs: ProposeInputs): readonly Address[] {
  const { ledger, evidence, decision, sandbox } = inputs;
  return [
    { id: 'reach-github', name: 'GitHub', url: inputs.github.apiUrl },
    ...(ledger.kind === 'convex' ? [{ id: 'reach-convex', name: 'Convex', url: ledger.url }] : []),
    ...(decision.kind === 'app'
      ? [{ id: 'reach-app', name: 'the approval app', url: decision.url }]
      : []),
    ...(evidence.kind === 'r2' ? [{ id: 'reach-r2', name: 'R2', url: evidence.endpoint }] : []),
    ...(sandbox.kind === 'daytona'
      ? [{ id: 'reach-daytona', name: 'Daytona', url: sandbox.apiUrl }]
      : []),
    ...modelEndpoint(inputs),
  ].filter(({ url }) => url !== '');
}

export function modelEndpoint({ model }: Pick<ProposeInputs, 'model'>): readonly Address[] {
  const url = addressOf(model);
  return url === '' ? [] : [{ id: 'reach-model', name: 'the model', url }];
}

function addressOf(model: ProposeInputs['model']): string {
  if (model.kind === 'route') return model.url;
  if (model.kind === 'organization-secret') return model.upstream.baseUrl;
  return model.kind === 'key' ? (model.baseUrl ?? '') : '';
}

export function checkReach(
  addresses: readonly Address[],
  reachOne: Reach,
  now: () => number,
): Promise<readonly Check[]> {
  return Promise.all(
    addresses.map(async ({ id, name, url }) => {
      const startedAt = now();
      const host = URL.canParse(url) ? new URL(url).host : 'its address';
      try {
        await reachOne(url);
        return green(id, `${name} answers at ${host} (${now() - startedAt} ms)`);
      } catch {
        const fix = `Check the address and that this machine may reach ${host} (proxy, firewall, DNS).`;
        return red(
          id,
          `${name} does not answer at ${host} within ${timeoutMs / 1_000} seconds`,
          fix,
        );
      }
    }),
  );
}
