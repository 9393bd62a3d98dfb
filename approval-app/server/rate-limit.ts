import { type Asked, type Handler, problem } from './api/handler.ts';

const mostKeys = 20_000;
const windowMs = 60_000;

/** Undefined where one more is taken; else for how many seconds none is. */
export type Count = (key: string, perMinute: number) => number | undefined;

/**
 * Requests by who sends them, in this process. A deployment of several gives each its own count:
 * that keeps a process alive. What must not happen too often is counted by the ledger, in the
 * transaction that does it (`convex/pace.ts`).
 */
export function createCounter(now: () => number = Date.now): Count {
  const counts = new Map<string, { since: number; count: number }>();
  return (key, perMinute) => {
    const at = now();
    const current = counts.get(key);
    const isOld = !current || at - current.since >= windowMs;
    const window = isOld ? { since: at, count: 0 } : current;
    window.count += 1;
    if (isOld) {
      // Behind all others: what falls out first is whose minute began longest ago.
      counts.delete(key);
      counts.set(key, window);
      const oldest = counts.keys().next();
      if (counts.size > mostKeys && !oldest.done) counts.delete(oldest.value);
    }
    if (window.count <= perMinute) return undefined;
    return Math.ceil((window.since + windowMs - at) / 1_000);
  };
}

/** At most so many requests a minute of one person, or, without a session, of all of those together. */
export function limited(handler: Handler, perMinute: number, count = createCounter()): Handler {
  return async (request, asked) => {
    const wait = count(keyOf(asked), perMinute);
    return wait === undefined ? await handler(request, asked) : tooMany(perMinute, wait);
  };
}

export function tooMany(perMinute: number, waitSeconds: number): Response {
  const because = `At most ${perMinute} such requests a minute are taken.`;
  const answer = problem(429, 'too-many', because);
  answer.headers.set('retry-after', String(waitSeconds));
  return answer;
}

function keyOf({ session }: Asked): string {
  return session?.actor.id ?? 'nobody';
}
