import type { MiddlewareHandler } from 'hono';
import type { RouteVariables } from './reply.ts';

/** One request to the API and its answer, for tests that check both against GitHub's description. */
export interface Exchange {
  readonly method: string;
  /** Below the API's root, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly contentType: string;
  readonly responseBody: string;
}

export interface ExchangeLog {
  readonly exchanges: readonly Exchange[];
  record(root: string): MiddlewareHandler<RouteVariables>;
}

const mostKept = 5_000;

export function createExchangeLog(): ExchangeLog {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    record: (root) => async (context, next) => {
      const requestBody = await context.req.text();
      await next();
      exchanges.push({
        method: context.req.method,
        path: context.req.path.slice(root.length),
        query: context.req.query(),
        requestBody,
        status: context.res.status,
        contentType: context.res.headers.get('content-type') ?? '',
        responseBody: await context.res.clone().text(),
      });
      // A long-lived stand-in keeps what a test or a person looks at, not everything.
      if (exchanges.length > mostKept) exchanges.shift();
    },
  };
}
