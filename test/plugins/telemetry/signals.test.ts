import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../../action/domain/failure.ts';
import { spanNames } from '../../../action/domain/span.ts';
import { createOtel } from '../../../action/plugins/otel/create-otel.ts';
import { createPostHog } from '../../../action/plugins/posthog/create-posthog.ts';
import { createSentry } from '../../../action/plugins/sentry/create-sentry.ts';
import { spansOf, startListener } from './listeners.ts';

/** Stands in whatever a prompt, a diff, a command, its output or an address could be. */
const sentinel = 'SENTINEL-7f3a of a prompt with https://x.test/?token=abc';
const traceId = '0af7651916cd43dd8448eb211c80319c';

let listener: Awaited<ReturnType<typeof startListener>>;
afterEach(() => listener.close());

describe('OpenTelemetry', () => {
  it('[TEL-14] a span has its name, its trace, and attributes with dots and no capitals', async () => {
    listener = await startListener();
    const otel = createOtel({
      ...{ endpoint: `${listener.url}/`, headers: 'x-key=a%20b', serviceName: 'patchplane-test' },
    });

    const answer = await otel.span('patchplane.policy.evaluate', async () => 'done', {
      traceId,
      facts: { 'patchplane.run.id': 'run-1', 'patchplane.event.count': 3 },
    });
    await otel.flush();

    expect(answer).toBe('done');
    expect(listener.heard.map(({ path, headers }) => [path, headers['x-key']])).toEqual([
      ['/v1/traces', 'a b'],
    ]);
    const [span] = spansOf(listener.heard);
    expect(span).toMatchObject({ name: 'patchplane.policy.evaluate', traceId });
    expect(span?.attributes.map(({ key }) => key)).toEqual([
      'patchplane.run.id',
      'patchplane.event.count',
    ]);
  });

  it('[TEL-17] nothing but the allow list leaves, however it is handed over', async () => {
    listener = await startListener();
    const otel = createOtel({ endpoint: listener.url, headers: undefined, serviceName: 'test' });
    const hostile = {
      'patchplane.run.id': sentinel,
      'patchplane.stage': `run ${sentinel}`,
      'code.diff': sentinel,
      'error.type': sentinel,
    };

    for (const name of spanNames)
      await otel
        .span(
          name,
          async () => {
            throw new Failure({ code: 'unavailable', tell: sentinel, cause: new Error(sentinel) });
          },
          { traceId: sentinel, facts: hostile },
        )
        .catch(() => undefined);
    await otel.flush();

    expect(spansOf(listener.heard).map(({ name }) => name)).toEqual(spanNames);
    expect(JSON.stringify(listener.heard)).not.toContain('SENTINEL');
    expect(JSON.stringify(spansOf(listener.heard))).toContain('unavailable');
  });

  it('a collector that is not there, or refuses, is never noticed', async () => {
    listener = await startListener(500);
    const options = { headers: undefined, serviceName: 'test' };
    const refused = createOtel({ ...options, endpoint: listener.url });
    const gone = createOtel({ ...options, endpoint: 'http://127.0.0.1:1' });

    for (const otel of [refused, gone]) {
      expect(await otel.span('patchplane.review.run', async () => 7)).toBe(7);
      await otel.flush();
    }
  });
});

describe('Sentry', () => {
  const start = () =>
    createSentry({ dsn: `http://key@127.0.0.1:${listener.port}/1`, environment: 'test' });

  it('[SVC-52] tells what kind of error it was and where in the code, never its text', async () => {
    listener = await startListener();
    const sentry = start();

    sentry.captureError(new TypeError(sentinel));
    sentry.captureError(new Failure({ code: 'sandbox-lost', tell: sentinel }));
    sentry.captureError(sentinel);
    await sentry.flush();

    const said = listener.heard.map(({ body }) => body).join('\n');
    expect(said).toContain('"type":"TypeError"');
    expect(said).toContain('signals.test.ts');
    expect(said).toContain('"value":"sandbox-lost"');
    expect(said).not.toContain('SENTINEL');
    expect(said).not.toContain(import.meta.dirname);
  });

  it('an error in a loop is told of twenty times', async () => {
    listener = await startListener();
    const sentry = start();

    for (let turn = 0; turn < 60; turn += 1) sentry.captureError(new Error(String(turn)));
    await sentry.flush();

    expect(listener.heard.length).toBeGreaterThan(0);
    expect(listener.heard.length).toBeLessThanOrEqual(20);
  });

  it('a Sentry that does not answer is never noticed', async () => {
    listener = await startListener();
    const sentry = createSentry({ dsn: 'http://key@127.0.0.1:1/1', environment: 'test' });

    sentry.captureError(new Error('a'));
    await sentry.flush();
  });
});

describe('PostHog', () => {
  const start = (host = listener.url) =>
    createPostHog({ key: 'phc_test', host, subject: 'github:42' });

  it('[ANA-08] sends ids and words, of a repository and never of a person', async () => {
    listener = await startListener();
    const posthog = start();

    posthog.track('workflow_started', { runId: 'run-1', trigger: 'label' });
    await posthog.flush();

    const sent = JSON.parse(listener.heard.find(({ path }) => path.includes('batch'))?.body ?? '');
    expect(sent.batch).toMatchObject([
      { event: 'workflow_started', properties: { runId: 'run-1', trigger: 'label' } },
    ]);
    expect(sent.batch[0].distinct_id).toBe('github:42');
    expect(Object.keys(sent.batch[0].properties).filter((key) => !key.startsWith('$'))).toEqual([
      'runId',
      'trigger',
    ]);
  });

  it('[ANA-08] an event that carries more than it may is not sent at all', async () => {
    listener = await startListener();
    const posthog = start();
    const more = { runId: 'run-1', prompt: sentinel };

    posthog.track('patch_approved', more);
    posthog.track('patch_approved', { runId: sentinel });
    posthog.track('workflow_started', { runId: 'run-1', trigger: sentinel });
    await posthog.flush();

    expect(JSON.stringify(listener.heard)).not.toContain('SENTINEL');
    expect(JSON.stringify(listener.heard)).not.toContain('patch_approved');
  });

  it('[ANA-09] a PostHog that refuses or is not there fails nothing', async () => {
    listener = await startListener(500);

    for (const posthog of [start(), start('http://127.0.0.1:1')]) {
      posthog.track('patch_rejected', { runId: 'run-1' });
      await posthog.flush();
    }
  });
});
