import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { RateMeter } from './rate-meter.ts';
import type { RouteVariables } from './reply.ts';

/** The headers that GitHub puts on every answer and that clients go by. */
export function vendorHeaders(rate: RateMeter): MiddlewareHandler<RouteVariables> {
  return async (context, next) => {
    // Asking for the limits is free.
    if (!context.req.path.endsWith('/rate_limit')) rate.count();
    await next();
    const { limit, remaining, used, reset } = rate.read();
    const { headers } = context.res;
    headers.set('server', 'github.com');
    headers.set('x-github-media-type', 'github.v3; format=json');
    headers.set('x-github-api-version-selected', '2022-11-28');
    headers.set('x-github-request-id', requestId());
    headers.set('x-ratelimit-limit', String(limit));
    headers.set('x-ratelimit-remaining', String(remaining));
    headers.set('x-ratelimit-used', String(used));
    headers.set('x-ratelimit-reset', String(reset));
    headers.set('x-ratelimit-resource', 'core');
    if (headers.get('content-type') === 'application/json')
      headers.set('content-type', 'application/json; charset=utf-8');
  };
}

function requestId(): string {
  const words = [2, 3, 4, 4].map((length) => randomBytes(length).toString('hex').toUpperCase());
  return words.join(':');
}
