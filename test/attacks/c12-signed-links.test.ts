import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../action/domain/digest.ts';
import { type AppHouse, startAppHouse } from '../approval-app/app-house.ts';
import { createTestBrowser } from '../approval-app/browser.ts';
import { proposeClaims } from '../approval-app/ledger-house.ts';
import { askForDecision, newArtifact } from '../approval-app/run-records.ts';

describe('C12 links to evidence', () => {
  let house: AppHouse;
  beforeAll(async () => {
    house = await startAppHouse();
  });
  afterAll(async () => await house.close());

  it('[SEC-21] are made at each opening, for who may see the run then, and stand in no log', async () => {
    const propose = house.storage(proposeClaims);
    const { runId } = await askForDecision(propose);
    const sha256 = sha256Hex('a log');
    await propose.recordEvidenceArtifacts(runId, [newArtifact(runId, sha256, 'stdout')]);
    const path = `/api/runs/${runId}/artifacts/${sha256}`;
    const browser = createTestBrowser(house.app.url);
    await browser.open(`/runs/${runId}`);
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const open = async (asked: string, headers = { cookie }) =>
      await fetch(new URL(asked, house.app.url), { headers, redirect: 'manual' });

    const answer = await open(path);
    const stranger = await open(path, { cookie: '' });
    const elsewhere = await open(`/api/runs/run-${'0'.repeat(16)}/artifacts/${sha256}`);
    const other = await open(`/api/runs/${runId}/artifacts/${sha256Hex('not of this run')}`);

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`https://r2.test/${runId}/${sha256}`);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect([stranger.status, elsewhere.status, other.status]).toEqual([401, 404, 404]);
    const log = house.log.join('');
    expect(log).toContain('"route":"GET /api/runs/:id/artifacts/:sha256","status":303');
    expect(log).not.toContain('r2.test');
    expect(log).not.toContain(cookie.split('=')[1]);
  });
});
