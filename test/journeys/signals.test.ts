import { afterEach, beforeEach, expect, it } from 'vitest';
import { spanNames } from '../../action/domain/span.ts';
import { spansOf, startListener } from '../plugins/telemetry/listeners.ts';
import { type House, openHouse } from './house.ts';

/* What a whole loop says to those who operate it: spans, events, and nothing else. */

let house: House;
let listener: Awaited<ReturnType<typeof startListener>>;
beforeEach(async () => {
  listener = await startListener();
  house = await openHouse({ cassette: 'fix-pagination' });
});
afterEach(async () => {
  await house.close();
  await listener.close();
});

/** What only the approval app does; test/approval-app/app-telemetry.test.ts hears it. */
const ofTheApp: readonly string[] = ['patchplane.github.verify_webhook'];

// The ids in the order of `spanNames`, without the one that only the app emits.
it('[TEL-01] [TEL-02] [TEL-03] [TEL-05] [TEL-06] [TEL-07] [TEL-08] [TEL-09] [TEL-10] [TEL-11] [TEL-12] [TEL-13] [ANA-01] [ANA-02] [ANA-07] one loop is one trace with every span, and three events, however often it is published', async () => {
  const told = {
    OTEL_EXPORTER_OTLP_ENDPOINT: listener.url,
    POSTHOG_KEY: 'phc_test',
    POSTHOG_HOST: listener.url,
  };

  const proposed = await house.propose(house.ask(), told);
  await house.decide(proposed, { answer: 'approved' });
  await house.startPublish(proposed.report.run.id, told).ended;
  await house.startPublish(proposed.report.run.id, told).ended;

  const traces = spansOf(listener.heard.filter(({ path }) => path === '/v1/traces'));
  expect([...new Set(traces.map(({ name }) => name))]).toEqual(
    expect.arrayContaining(spanNames.filter((name) => !ofTheApp.includes(name))),
  );
  expect(new Set(traces.map(({ traceId }) => traceId)).size).toBe(1);
  const events = listener.heard
    .filter(({ path }) => path.includes('batch'))
    .flatMap(({ body }) => JSON.parse(body).batch.map(({ event }: { event: string }) => event));
  expect(events.sort()).toEqual([
    'first_workflow_completed',
    'publication_created',
    'workflow_started',
  ]);
  // The task of the sample, its files and its patch are nobody's business there.
  const said = JSON.stringify(listener.heard);
  expect(said).not.toMatch(/paginate|page-count|acme|diff --git/);
});
