import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  // Not "no-referrer": browsers would then send "Origin: null" with the form.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};
const limit = bodyLimit({ maxSize: 512 * 1024 });

/**
 * Headers for every answer, and a wall before every request that could change something: it
 * comes from a page of ours, or it goes no further.
 */
export function protect(publicUrl: () => string): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
    const reading = context.req.method === 'GET' || context.req.method === 'HEAD';
    // GitHub, its jobs and WorkOS come from no page; they bring a signature or a token instead.
    if (reading || /^\/api\/(github|workos)\//.test(context.req.path)) return await next();
    if (context.req.header('origin') !== new URL(publicUrl()).origin)
      return context.text('This request does not come from a page of this app.', 403);
    return await limit(context, next);
  };
}
