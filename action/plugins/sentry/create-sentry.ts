import { createTransport, type Event, type StackFrame } from '@sentry/core';
import { ServerRuntimeClient } from '@sentry/core/server';
import { Failure } from '../../domain/failure.ts';

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

/** Of an error: its class, its code where it has one of ours, and where it came from. */
export function eventOf(error: unknown): Event {
  const type = error instanceof Error ? safeWord(error.constructor.name) : 'NotAnError';
  const value = error instanceof Failure ? error.code : 'internal';
  const frames = error instanceof Error ? framesOf(error.stack ?? '') : [];
  return { level: 'error', exception: { values: [{ type, value, stacktrace: { frames } }] } };
}

function framesOf(stack: string): StackFrame[] {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const frames = lines.slice(0, 50).flatMap((line) => {
    const place = /([^/\\\s()]+\.[cm]?[jt]sx?):(\d+):(\d+)\)?$/.exec(line);
    if (!place) return [];
    const called = /^\s+at (?:async )?(?:new )?([A-Za-z_$][\w$.]{0,99}) \(/.exec(line);
    return [
      {
        filename: place[1] ?? '',
        lineno: Number(place[2]),
        colno: Number(place[3]),
        ...(called?.[1] ? { function: called[1] } : {}),
      },
    ];
  });
  // Sentry wants the oldest call first.
  return frames.reverse();
}

function safeWord(name: string): string {
  return /^[A-Za-z]\w{0,59}$/.test(name) ? name : 'Error';
}
