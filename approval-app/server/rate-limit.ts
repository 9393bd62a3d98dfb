import { type Asked, type Handler, problem } from './api/handler.ts';

const mostKeys = 20_000;

/**
 * At most so many requests a minute of one person (or, without a session, of all of those together).
 * Counted in this process: a deployment of several gives each its own count.
 */
export function limited(
  handler: Handler,
  perMinute: number,
  now: () => number = Date.now,
): Handler {
  const counts = new Map<string, { since: number; count: number }>();
  return async (request, asked) => {
    const key = keyOf(asked);
    const at = now();
    const current = counts.get(key);
    const window = current && at - current.since < 60_000 ? current : { since: at, count: 0 };
    window.count += 1;
    if (counts.size >= mostKeys) counts.clear();
    counts.set(key, window);
    if (window.count <= perMinute) return await handler(request, asked);
    const answer = problem(
      429,
      'too-many',
      `At most ${perMinute} such requests a minute are taken.`,
    );
    answer.headers.set('retry-after', String(Math.ceil((window.since + 60_000 - at) / 1_000)));
    return answer;
  };
}

function keyOf({ session }: Asked): string {
  return session?.actor.id ?? 'nobody';
}
