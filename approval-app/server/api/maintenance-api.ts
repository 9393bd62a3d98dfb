import { createHash, timingSafeEqual } from 'node:crypto';
import type { AppServices } from '../app-services.ts';
import { closeEnded, endLostRuns } from '../close-ended.ts';
import { removeStrays } from '../remove-strays.ts';
import { type Handler, json, problem } from './handler.ts';

const runsAtOnce = 20;

/**
 * `GET /api/maintenance`, called by a cron with `Authorization: Bearer <CRON_SECRET>`: deletes the
 * payloads that the ledger says are due, and reports only what the store says is gone; ends runs
 * whose runner died, and sees to it that the checks of what ended from outside say so; looks for
 * objects that no record names.
 */
export function createMaintenanceApi(
  services: AppServices,
  secret: string | undefined,
): { readonly run: Handler } {
  const { serverLedger, store } = services;
  return {
    run: async (request) => {
      if (!secret || !isSame(request.headers.get('authorization') ?? '', `Bearer ${secret}`))
        return problem(401, 'not-allowed', 'This is for the cron job of this deployment.');
      let [deleted, failed] = [0, 0];
      for (const { runId, storageKeys } of await serverLedger.due(runsAtOnce)) {
        const error = await removeAll(store, runId, storageKeys);
        await serverLedger.reportDeletion(runId, error);
        if (error === undefined) deleted += 1;
        else failed += 1;
      }
      const lost = await endLostRuns(services);
      const closed = await closeEnded(services);
      // Last: keys that may not list the store keep nothing else from being done.
      const strays = await removeStrays(services).catch(() => undefined);
      const status = failed === 0 && strays !== undefined ? 'ok' : 'failed';
      return json({ status, deleted, failed, lost, closed, strays: strays ?? 'failed' });
    },
  };
}

/** What went wrong first, of how many, or undefined where all are gone. One that stays keeps no other. */
async function removeAll(
  store: AppServices['store'],
  runId: string,
  keys: readonly string[],
): Promise<string | undefined> {
  const errors: string[] = [];
  for (const key of keys) {
    try {
      if (key.split('/')[1] !== runId) throw new Error('not a key of this run');
      await store.remove(key);
    } catch (error) {
      errors.push(error instanceof Error ? error.message : 'it could not be deleted');
    }
  }
  const [first] = errors;
  return first && `${errors.length} of ${keys.length} are not gone: ${first}`;
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
