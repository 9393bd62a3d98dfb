import type { MiddlewareHandler } from 'hono';
import { tokenIn } from './access.ts';
import type { RouteVariables } from './reply.ts';

/** One request to the API and its answer, for tests that look at what was asked and in which order. */
export interface Exchange {
  readonly method: string;
  /** Below the API's root, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As sent; empty where none was. */
  readonly token: string;
  /** When it came, in milliseconds. */
  readonly at: number;
  readonly requestBody: string;
  readonly status: number;
  readonly contentType: string;
  readonly responseBody: string;
}

export interface ExchangeLog {
  /** In the order in which they came; one that is not answered yet is missing. */
  readonly exchanges: readonly Exchange[];
  record(root: string): MiddlewareHandler<RouteVariables>;
}

const mostKept = 5_000;

export function createExchangeLog(): ExchangeLog {
  const exchanges: Exchange[] = [];
  const arrivals = new Map<Exchange, number>();
  let arrived = 0;

  function keep(exchange: Exchange, arrival: number): void {
    arrivals.set(exchange, arrival);
    // An answer may overtake the one to an earlier request.
    const later = exchanges.findIndex((other) => (arrivals.get(other) ?? 0) > arrival);
    exchanges.splice(later < 0 ? exchanges.length : later, 0, exchange);
    // A long-lived stand-in keeps what a test or a person looks at, not everything.
    if (exchanges.length <= mostKept) return;
    const oldest = exchanges.shift();
    if (oldest) arrivals.delete(oldest);
  }

  return {
    exchanges,
    record: (root) => async (context, next) => {
      const at = Date.now();
      arrived += 1;
      const arrival = arrived;
      const requestBody = await context.req.text();
      await next();
      const exchange: Exchange = {
        method: context.req.method,
        path: context.req.path.slice(root.length),
        query: context.req.query(),
        token: tokenIn(context.req.header('authorization')),
        at,
        requestBody,
        status: context.res.status,
        contentType: context.res.headers.get('content-type') ?? '',
        responseBody: await context.res.clone().text(),
      };
      keep(exchange, arrival);
    },
  };
}
