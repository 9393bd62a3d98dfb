import { ConvexClient } from 'convex/browser';
import { makeFunctionReference } from 'convex/server';
import { z } from 'zod';
import type { LiveStamp } from '../contract/live-stamp.ts';

const Stamp = z.strictObject({ state: z.string(), events: z.int().nonnegative() });

export interface LiveQuestion {
  readonly convexUrl: string;
  /** Of who is looking; it ends with this stream and is kept nowhere. */
  readonly accessToken: string;
  /** Milliseconds since the epoch at which the token ends; the browser then asks anew. */
  readonly until: number;
  /** A run, or the inbox where it is undefined. */
  readonly runId: string | undefined;
  readonly signal: AbortSignal;
}

const beatMs = 20_000;

/**
 * A stream of server-sent events: one `LiveStamp` now, and one whenever the ledger says something
 * else. Behind it is a subscription of this request's own, under its own token.
 */
export function liveStream(question: LiveQuestion): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => follow(question, controller),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Proxies in front of the app would hold events back to make bigger pieces of them.
      'x-accel-buffering': 'no',
    },
  });
}

function follow(
  { convexUrl, accessToken, until, runId, signal }: LiveQuestion,
  controller: ReadableStreamDefaultController<Uint8Array>,
): void {
  const client = new ConvexClient(convexUrl, { unsavedChangesWarning: false, logger: false });
  client.setAuth(async () => accessToken);
  const encoder = new TextEncoder();
  const send = (text: string) => controller.enqueue(encoder.encode(text));
  let ended = false;
  const end = () => {
    if (ended) return;
    ended = true;
    clearInterval(beat);
    clearTimeout(tokenEnds);
    void client.close();
    try {
      controller.close();
    } catch {
      // The browser went away first.
    }
  };
  const beat = setInterval(() => send(': still here\n\n'), beatMs);
  const tokenEnds = setTimeout(end, Math.max(0, until - Date.now()));
  signal.addEventListener('abort', end);
  const [name, args] = runId ? ['live:run', { runId }] : ['live:inbox', {}];
  client.onUpdate(
    makeFunctionReference<'query'>(name),
    args,
    (answer: unknown) => {
      const stamp = stampOf(answer);
      if (stamp) send(`data: ${JSON.stringify(stamp)}\n\n`);
      else end();
    },
    end,
  );
}

/** Undefined where there is nothing, or nothing any more, for this person to see. */
function stampOf(answer: unknown): LiveStamp | undefined {
  return Stamp.safeParse(answer).data;
}
