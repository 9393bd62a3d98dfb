import type { AppServices } from './app-services.ts';
import type { StoredObject } from './evidence-store.ts';

const listedAtOnce = 500;
/** A job records what it stored within minutes, and is over within hours. */
const oldMs = 7 * 24 * 60 * 60_000;

/**
 * Goes one page on through the artifact store, and deletes what is old and named by no record: see
 * `convex/strays.ts`. What can not be deleted is met again on the next walk. Answers with how many
 * objects are gone.
 */
export async function removeStrays(
  { serverLedger, store }: Pick<AppServices, 'serverLedger' | 'store'>,
  now: () => number = Date.now,
): Promise<number> {
  const turn = await serverLedger.takeStrays();
  if (!turn) return 0;
  const page = await store.list(turn.startAfter, listedAtOnce);
  const removed: { runId: string; objects: number }[] = [];
  for (const [runId, digests] of oldOnes(page.objects, now() - oldMs)) {
    const strays = await serverLedger.findStrays(runId, digests);
    const objects = await removeThose(store, runId, strays);
    if (objects > 0) removed.push({ runId, objects });
  }
  await serverLedger.straysDone(page.next, removed);
  return removed.reduce((sum, { objects }) => sum + objects, 0);
}

/** By run. An object that the loop did not write is nobody's business here. */
function oldOnes(objects: readonly StoredObject[], before: number): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { key, writtenAt } of objects) {
    const [, runId, sha256] = /^workflows\/(run-[0-9a-f]{16})\/([0-9a-f]{64})$/.exec(key) ?? [];
    if (runId === undefined || sha256 === undefined || writtenAt >= before) continue;
    found.set(runId, [...(found.get(runId) ?? []), sha256]);
  }
  return found;
}

async function removeThose(
  store: AppServices['store'],
  runId: string,
  digests: readonly string[],
): Promise<number> {
  let gone = 0;
  for (const sha256 of digests) {
    try {
      await store.remove(`workflows/${runId}/${sha256}`);
      gone += 1;
    } catch {
      // A store in trouble keeps nothing else from its turn.
    }
  }
  return gone;
}
