import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tellSentry } from '../../approval-app/server/signals/bugs.ts';
import { createEvents } from '../../approval-app/server/signals/events.ts';
import { exportSpans } from '../../approval-app/server/signals/export-spans.ts';
import { createFirstLately } from '../../approval-app/server/signals/first-lately.ts';
import { span } from '../../approval-app/server/signals/spans.ts';
import { spansOf, startListener } from '../plugins/telemetry/listeners.ts';

const sentinel = 'SENTINEL-7f3a of a comment, a diff or an address https://x.test/?token=abc';
const traceId = '0af7651916cd43dd8448eb211c80319c';

let listener: Awaited<ReturnType<typeof startListener>>;
beforeEach(async () => {
  listener = await startListener();
});
afterEach(() => listener.close());

describe('[TEL-17] what the approval app says to those who operate it', () => {
  it('spans of the server are in the trace of the run, and carry the allow list only', async () => {
    const flush = exportSpans(listener.url);

    await span('patchplane.decision.record', async () => 'done', {
      traceId,
      facts: { 'patchplane.run.id': 'run-1', 'patchplane.outcome': sentinel },
    });
    await span('patchplane.github.verify_webhook', async () => {
      throw new Error(sentinel);
    }).catch(() => undefined);
    await flush();

    const spans = spansOf(listener.heard);
    expect(spans.map(({ name }) => name)).toEqual([
      'patchplane.decision.record',
      'patchplane.github.verify_webhook',
    ]);
    expect(spans[0]).toMatchObject({ traceId, attributes: [{ key: 'patchplane.run.id' }] });
    expect(JSON.stringify(listener.heard)).not.toContain('SENTINEL');
  });

  it('[ANA-03] [ANA-04] events are of a workspace, and hold ids and words', async () => {
    const events = createEvents({ key: 'phc_test', host: listener.url });
    const more = { runId: 'run-1', kind: 'diff', path: sentinel };

    await events.track('trust_report_viewed', { runId: 'run-1' }, 'workos:org_acme');
    await events.track('artifact_opened', more, 'workos:org_acme');
    await createEvents(undefined).track('artifact_opened', { runId: 'r', kind: 'diff' }, 'w');

    expect(listener.heard).toHaveLength(1);
    expect(listener.heard[0]?.body).toContain('"event":"trust_report_viewed"');
    expect(listener.heard[0]?.body).toContain('"distinct_id":"workos:org_acme"');
  });

  it('[ANA-03] a report is viewed once by whoever turns its pages, and again later', () => {
    let now = 0;
    const isFirst = createFirstLately(1_000, () => now);

    expect(isFirst('rae run-1')).toBe(true);
    now = 999;
    expect([isFirst('rae run-1'), isFirst('rae run-2'), isFirst('max run-1')]).toEqual([
      false,
      true,
      true,
    ]);
    now = 1_000;
    expect(isFirst('rae run-1')).toBe(true);
  });

  it('a bug is told by its class and its place', async () => {
    await tellSentry(`http://key@127.0.0.1:${listener.port}/7`, 'test', new RangeError(sentinel));

    const said = listener.heard.map(({ body }) => body).join('');
    expect(said).toContain('"type":"RangeError"');
    expect(said).toContain('app-signals.test.ts');
    expect(said).not.toContain('SENTINEL');
  });
});
