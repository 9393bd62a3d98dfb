import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProvisionRequest } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import { type DaytonaClient, hasCode, repeatable } from './daytona-client.ts';
import type { Sandbox as SdkSandbox } from './daytona-sdk.cjs';
import { destroy } from './destroy.ts';
import { networkSettings } from './network-policy.ts';

export interface Machine {
  /** Name of the image with Node and the agent in it; the vendor's default without one. */
  readonly snapshot?: string | undefined;
}

/**
 * Name and labels are there before the sandbox is, so that one whose creation timed out is
 * found: by us, under its name, and by `sweep`. The name is taken once, so a create whose
 * answer got lost can be repeated: the second one is told that it exists.
 */
export async function create(
  client: DaytonaClient,
  { snapshot }: Machine,
  request: ProvisionRequest,
): Promise<string> {
  const { runId, purpose, policy } = request;
  const made = request.image
    ? { image: request.image }
    : { ...snapshotOf(request.snapshot ?? snapshot) };
  const name = `patchplane-${runId}-${purpose}-${randomBytes(4).toString('hex')}`;
  const { createMs } = client.patience;
  try {
    const sandbox = await client.api(
      'create a sandbox',
      (daytona) =>
        daytona
          .create(
            {
              name,
              labels: { app: 'patchplane', run: runId, purpose },
              language: 'typescript',
              public: false,
              ephemeral: policy.ephemeral,
              autoStopInterval: policy.autoStopMinutes,
              ttlMinutes: policy.ttlMinutes,
              ...networkSettings(request),
              ...made,
              ...(request.secrets ? { secrets: { ...request.secrets } } : {}),
            },
            { timeout: Math.ceil(createMs / 1_000) },
          )
          .catch(async (error: unknown) => {
            if (!hasCode(error, 'conflict')) throw error;
            return await existing(await daytona.get(name), createMs);
          }),
      { manner: 'repeatable', limitMs: createMs + 5_000 },
    );
    return sandbox.id;
  } catch (error) {
    await discard(client, name);
    throw error;
  }
}

function snapshotOf(snapshot: string | undefined): { snapshot?: string } {
  return snapshot === undefined ? {} : { snapshot };
}

/** The one that an earlier try made, once it runs. */
async function existing(sandbox: SdkSandbox, createMs: number): Promise<SdkSandbox> {
  if (sandbox.state !== 'started') await sandbox.waitUntilStarted(Math.ceil(createMs / 1_000));
  return sandbox;
}

/** It may be there all the same, or come to be while we look: nobody else knows its name. */
async function discard(client: DaytonaClient, name: string): Promise<void> {
  const find = () => client.api('look up a sandbox', (daytona) => daytona.get(name), repeatable);
  try {
    const found = await find().catch(async (error: unknown) => {
      if (!(error instanceof Failure) || error.code !== 'not-found') throw error;
      await sleep(client.patience.pauseMs);
      return await find();
    });
    await destroy(client, found.id);
  } catch {
    // Not there, or not to be reached: the sweep at the end of the run looks again.
  }
}
