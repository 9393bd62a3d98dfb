import { randomBytes } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { RouteVariables } from './reply.ts';

const hourlyLimit = 5_000;

/** The headers that GitHub puts on every answer and that clients go by. */
export function vendorHeaders(): MiddlewareHandler<RouteVariables> {
  let used = 0;
  let reset = nextHour();
  return async (context, next) => {
    if (Date.now() >= reset * 1_000) {
      used = 0;
      reset = nextHour();
    }
    used += 1;
    await next();
    const { headers } = context.res;
    headers.set('server', 'github.com');
    headers.set('x-github-media-type', 'github.v3; format=json');
    headers.set('x-github-api-version-selected', '2022-11-28');
    headers.set('x-github-request-id', requestId());
    headers.set('x-ratelimit-limit', String(hourlyLimit));
    headers.set('x-ratelimit-remaining', String(Math.max(0, hourlyLimit - used)));
    headers.set('x-ratelimit-used', String(used));
    headers.set('x-ratelimit-reset', String(reset));
    headers.set('x-ratelimit-resource', 'core');
    if (headers.get('content-type') === 'application/json')
      headers.set('content-type', 'application/json; charset=utf-8');
  };
}

function nextHour(): number {
  return Math.floor(Date.now() / 1_000) + 3_600;
}

function requestId(): string {
  const words = [2, 3, 4, 4].map((length) => randomBytes(length).toString('hex').toUpperCase());
  return words.join(':');
}
