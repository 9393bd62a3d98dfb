import { startChromium } from '../browser/chromium.ts';
import { startPagesHouse } from '../browser/pages-house.ts';
import { crowd, measureDecisions } from './decisions.bench.ts';
import { startEmptyPage } from './empty-page.ts';
import { fillLedger } from './fill-ledger.ts';
import { measurePages } from './pages.bench.ts';
import type { Row } from './row.ts';

/** Runs in the store, and runtime events of one of them. */
const usual = { runs: 10_000, events: 100_000 };

/** The built approval app on a full ledger: how fast its pages are, and its decisions. */
export async function measureApprovalApp(root: string, size = usual): Promise<readonly Row[]> {
  const house = await startPagesHouse({ crowd });
  const [browser, empty] = await Promise.all([startChromium(), startEmptyPage(root)]);
  try {
    const { runId } = await fillLedger(house, size);
    return [
      ...(await measurePages({ house, browser, empty: empty.url, runId })),
      ...(await measureDecisions(house)),
    ];
  } finally {
    await browser.close();
    await Promise.all([empty.close(), house.close()]);
  }
}
