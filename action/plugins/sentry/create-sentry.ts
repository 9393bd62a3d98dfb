import { createTransport, type Event } from '@sentry/core';
import { ServerRuntimeClient } from '@sentry/core/server';
import { errorFacts } from '../../domain/error-facts.ts';

export interface SentryOptions {
  /** SENTRY_DSN */
  readonly dsn: string;
  readonly environment: string;
}

/** A job that is done waits no longer than this. */
const timeoutMs = 3_000;
/** A process that fails in a loop tells of it this often. */
const mostEvents = 20;

export interface ErrorReports {
  captureError(error: unknown): void;
  flush(): Promise<void>;
}

/**
 * Bugs and failures to Sentry: what kind, where in our code, and nothing that anybody wrote. The
 * text of an error can hold a path, an address or a piece of output, so it stays here.
 */
export function createSentry({ dsn, environment }: SentryOptions): ErrorReports {
  const client = new ServerRuntimeClient({
    dsn,
    environment,
    integrations: [],
    stackParser: () => [],
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
    sendClientReports: false,
  });
  let sent = 0;
  return {
    captureError(error) {
      if (sent < mostEvents) client.captureEvent(eventOf(error));
      sent += 1;
    },
    flush: async () => {
      await client.flush(timeoutMs).then(undefined, () => undefined);
    },
  };
}

function eventOf(error: unknown): Event {
  const { type, code, frames } = errorFacts(error);
  const stack = frames.map(({ file, line, column, called }) => ({
    ...{ filename: file, lineno: line, colno: column },
    ...(called ? { function: called } : {}),
  }));
  // Sentry wants the oldest call first.
  const stacktrace = { frames: stack.reverse() };
  return { level: 'error', exception: { values: [{ type, value: code, stacktrace }] } };
}
