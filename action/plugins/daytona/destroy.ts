import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../domain/failure.ts';
import { type DaytonaClient, repeatable } from './daytona-client.ts';

/** Deletes, then asks until the answer is that there is no such sandbox. */
export async function destroy(client: DaytonaClient, id: string): Promise<void> {
  client.forget(id);
  const deadline = performance.now() + client.patience.goneMs;
  let asked = false;
  for (let pause = 20; performance.now() < deadline; pause = Math.min(pause * 2, 1_000)) {
    const state = await find(client, id);
    if (!state) return;
    // One that still runs after that did not hear of it.
    if (!asked || state === 'started') await remove(client, id);
    asked = true;
    await sleep(pause);
  }
  throw new Failure({
    code: 'timeout',
    tell: 'Daytona did not confirm in time that a sandbox is gone; look for it in its dashboard.',
    retryable: true,
  });
}

export async function sweep(client: DaytonaClient, runId: string): Promise<number> {
  const ids = await client.api(
    'list sandboxes',
    async (daytona) => {
      const found: string[] = [];
      const labels = { app: 'patchplane', run: runId };
      for await (const sandbox of daytona.list({ labels })) {
        // The list is foreign: only what carries our labels is ours to delete.
        const { app, run } = sandbox.labels;
        if (app === labels.app && run === runId) found.push(sandbox.id);
      }
      return found;
    },
    repeatable,
  );
  await Promise.all(ids.map((id) => destroy(client, id)));
  return ids.length;
}

async function find(client: DaytonaClient, id: string): Promise<string | undefined> {
  const state = await quietly(() =>
    client.api(
      'look up a sandbox',
      async (daytona) => (await daytona.get(id)).state ?? 'unknown',
      repeatable,
    ),
  );
  return state === 'destroyed' ? undefined : state;
}

async function remove(client: DaytonaClient, id: string): Promise<void> {
  await quietly(() =>
    client.api(
      'delete a sandbox',
      async (daytona) => daytona.delete(await daytona.get(id), 60),
      repeatable,
    ),
  );
}

/** Not there, or being changed by somebody who deletes it too: the loop finds out. */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return undefined;
    throw error;
  }
}
