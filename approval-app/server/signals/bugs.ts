import { createTransport } from '@sentry/core';
import { ServerRuntimeClient } from '@sentry/core/server';
import { errorFacts } from '../../../action/domain/error-facts.ts';

const timeoutMs = 3_000;

/**
 * Tells Sentry what kind of error it was and where in our code; the text of an error stays here.
 * Resolves when it was told or given up. Never throws.
 *
 * The jobs have the like in `action/plugins/sentry`. What both may say is one rule, in the domain
 * (error-facts.ts); the rest is a vendor's client, which the domain must not know, and they differ in
 * when they send: a job at its end, a host that may freeze after its answer at once.
 */
export async function tellSentry(dsn: string, environment: string, error: unknown): Promise<void> {
  const client = new ServerRuntimeClient({
    ...{ dsn, environment, integrations: [], stackParser: () => [], sendClientReports: false },
    transport: (options) =>
      createTransport(options, async ({ body }) => {
        const answer = await fetch(options.url, {
          method: 'POST',
          headers: { ...options.headers, 'content-type': 'application/x-sentry-envelope' },
          body: typeof body === 'string' ? body : Uint8Array.from(body),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
        return { statusCode: answer.status };
      }),
  });
  const { type, code, frames } = errorFacts(error);
  const stack = frames.map(({ file, line, column }) => ({
    ...{ filename: file, lineno: line, colno: column },
  }));
  const stacktrace = { frames: stack.reverse() };
  client.captureEvent({
    level: 'error',
    exception: { values: [{ type, value: code, stacktrace }] },
  });
  await client.flush(timeoutMs).then(undefined, () => undefined);
}
