import 'server-only';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { after } from 'next/server';
import { cache } from 'react';
import { RunId } from '../../../action/domain/ids.ts';
import type { TrustReport } from '../../../action/domain/trust-report.ts';
import type { RunView } from '../../contract/run-view.ts';
import { readReport } from '../evidence.ts';
import { createFirstLately } from '../signals/first-lately.ts';
import { appParts } from './app-parts.ts';
import { orSignIn } from './or-sign-in.ts';
import { requireSession } from './session.ts';

export interface ReadRun {
  readonly view: RunView;
  /** Undefined where it is not there, or not about what the ledger holds. */
  readonly report: TrustReport | undefined;
  readonly now: number;
}

/** A run for who is looking, with its report; read once for layout and page of one request. */
export const readRun = cache(async (id: string): Promise<ReadRun> => {
  const view = await readView(id);
  return { view, report: await readReport(view, appParts().artifacts), now: Date.now() };
});

/** What the ledger has of it. */
export const readView = cache(async (id: string): Promise<RunView> => {
  const runId = RunId.safeParse(id);
  if (!runId.success) notFound();
  const { accessToken, actor, workspaceId } = await requireSession();
  const { ledger, events } = appParts();
  const view = await orSignIn(ledger.view(accessToken, runId.data));
  if (!view) notFound();
  if (!(await isFetchedAhead()) && isFirstLook(`${actor.id} ${runId.data}`)) {
    const viewed = { runId: runId.data, state: view.run.state };
    after(() => events.track('trust_report_viewed', viewed, workspaceId ?? 'none'));
  }
  return view;
});

const isFirstLook = createFirstLately(30 * 60_000);

/** A link that came into view is fetched before anybody followed it. */
async function isFetchedAhead(): Promise<boolean> {
  return (await headers()).has('next-router-prefetch');
}
