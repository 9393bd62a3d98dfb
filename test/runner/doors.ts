import type { World } from './world.ts';

const runId = 'run-0123456789abcdef';

/**
 * A program that begins a run as the propose door does, with an open check, and then comes to a
 * bad end. It stands where the door stands, so that the step after it is looked at, not the door.
 */
export function dyingDoor(world: World, issueNumber: number, headSha: string, end: string): string {
  const active = {
    runId,
    repository: world.repository,
    issueNumber,
    headSha,
    marker: {
      runId,
      deliveryId: 'delivery',
      actorExternalId: '31415926',
      startedAt: 1,
      state: 'running',
    },
  };
  const check = {
    name: 'PatchPlane',
    head_sha: headSha,
    external_id: runId,
    status: 'in_progress',
  };
  return `
    import { mkdirSync, writeFileSync } from 'node:fs';
    const { env } = process;
    mkdirSync(env.PATCHPLANE_STATE_DIR, { recursive: true });
    writeFileSync(env.PATCHPLANE_STATE_DIR + '/active.json', ${JSON.stringify(JSON.stringify(active))});
    const response = await fetch(env.GITHUB_API_URL + '/repos/acme/pagination/check-runs', {
      method: 'POST',
      headers: { authorization: 'Bearer ' + env.GITHUB_TOKEN },
      body: ${JSON.stringify(JSON.stringify(check))},
    });
    console.log('the check is open: ' + response.status);
    ${end}
  `;
}

/** No chance to say anything: as when memory runs out, or the runner's patience. */
export const killed = "process.kill(process.pid, 'SIGKILL');";

/** Does not hear that it should stop. */
export const deaf = `
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
  setInterval(() => undefined, 1_000);
`;
