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
/** How long a first answer is waited for; a ledger that is slower than that may still come round. */
const patienceMs = 5_000;

/**
 * A stream of server-sent events: one `LiveStamp` now, and one whenever the ledger says something
 * else. Behind it is a subscription of this request's own, under its own token. Undefined where there
 * is nothing for this person to see; rejects with what the ledger refuses.
 */
export async function liveStream(question: LiveQuestion): Promise<Response | undefined> {
  const client = new ConvexClient(question.convexUrl, {
    unsavedChangesWarning: false,
    logger: false,
  });
  client.setAuth(async () => question.accessToken);
  try {
    if (!(await isAnswered(client, question))) {
      void client.close();
      return undefined;
    }
  } catch (error) {
    void client.close();
    throw error;
  }
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => follow(client, question, controller),
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

/** A browser that is told no asks no more; one whose stream only breaks off asks again for ever. */
async function isAnswered(client: ConvexClient, question: LiveQuestion): Promise<boolean> {
  const patience = AbortSignal.any([question.signal, AbortSignal.timeout(patienceMs)]);
  const silence = new Promise<true>((resolve) => {
    if (patience.aborted) resolve(true);
    patience.addEventListener('abort', () => resolve(true));
  });
  const { reference, args } = asked(question);
  const answer = client.query(reference, args).then((first) => stampOf(first) !== undefined);
  return await Promise.race([answer, silence]);
}

function follow(
  client: ConvexClient,
  question: LiveQuestion,
  controller: ReadableStreamDefaultController<Uint8Array>,
): void {
  const { until, signal } = question;
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
  if (signal.aborted) {
    void client.close();
    controller.close();
    return;
  }
  const beat = setInterval(() => send(': still here\n\n'), beatMs);
  const tokenEnds = setTimeout(end, Math.max(0, until - Date.now()));
  signal.addEventListener('abort', end);
  const { reference, args } = asked(question);
  client.onUpdate(
    reference,
    args,
    (answer: unknown) => {
      const stamp = stampOf(answer);
      if (stamp) send(`data: ${JSON.stringify(stamp)}\n\n`);
      else end();
    },
    end,
  );
}

function asked({ runId }: LiveQuestion) {
  return runId === undefined
    ? { reference: makeFunctionReference<'query'>('live:inbox'), args: {} }
    : { reference: makeFunctionReference<'query'>('live:run'), args: { runId } };
}

/** Undefined where there is nothing, or nothing any more, for this person to see. */
function stampOf(answer: unknown): LiveStamp | undefined {
  return Stamp.safeParse(answer).data;
}
