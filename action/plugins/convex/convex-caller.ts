import { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { HttpRefusal } from './http-refusal.ts';
import { retried } from './retried.ts';
import { toFailure } from './to-failure.ts';
import { createTokenCache } from './token-cache.ts';

export interface ConvexConnection {
  readonly url: string;
  /** A fresh OIDC token of this job for the deployment's audience. */
  readonly token: () => Promise<string>;
  /** The approval app, which reads people's rights anew before a decision is used. */
  readonly appUrl?: string | undefined;
  /** For one request; 15 seconds unless told. */
  readonly timeoutMs?: number;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/** Calls a function by name and decodes its answer. Throws `Failure`. */
export type CallFunction = <Answer>(
  name: string,
  args: Readonly<Record<string, unknown>>,
  answer: z.ZodType<Answer>,
) => Promise<Answer>;

/** Milliseconds before each further attempt. */
const pauses = [200, 800, 2_000];

/**
 * The Convex client behind a token, a time limit and retries. Retrying a write is safe: every
 * function of the ledger answers a repeated write as it answered the first.
 */
export function createConvexCaller(connection: ConvexConnection): {
  readonly query: CallFunction;
  readonly mutation: CallFunction;
} {
  const tokens = createTokenCache(connection.token);

  async function send(kind: 'query' | 'mutation', name: string, args: WireArguments) {
    const { ConvexHttpClient } = await import('convex/browser');
    const { makeFunctionReference } = await import('convex/server');
    const client = new ConvexHttpClient(connection.url, {
      auth: await tokens.current(),
      logger: false,
      fetch: boundedFetch(connection.timeoutMs ?? 15_000),
    });
    return kind === 'query'
      ? await client.query(makeFunctionReference<'query'>(name), args)
      : await client.mutation(makeFunctionReference<'mutation'>(name), args);
  }

  async function attempt(kind: 'query' | 'mutation', name: string, args: WireArguments) {
    try {
      return await send(kind, name, args);
    } catch (error) {
      const failure = toFailure(name, error);
      if (failure.code === 'auth') tokens.forget();
      throw failure;
    }
  }

  const call = (kind: 'query' | 'mutation'): CallFunction => {
    return async (name, args, answer) => {
      const sent = onTheWire(args);
      const { wait } = connection;
      const value = await retried(() => attempt(kind, name, sent), { pauses, wait });
      const decoded = answer.safeParse(value);
      if (decoded.success) return decoded.data;
      throw new Failure({
        code: 'invalid-answer',
        tell: `the ledger's ${name} answered in a form this version does not know; deploy the ledger and the action from the same release`,
        cause: decoded.error,
      });
    };
  };
  return { query: call('query'), mutation: call('mutation') };
}

const WireArguments = z.record(z.string(), z.json());
type WireArguments = z.infer<typeof WireArguments>;

/** As JSON has it: Convex knows no `undefined`, which our optional members may hold. */
function onTheWire(args: Readonly<Record<string, unknown>>): WireArguments {
  return WireArguments.parse(JSON.parse(JSON.stringify(args)));
}

function boundedFetch(timeoutMs: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok || response.status === functionFailed) return response;
    throw new HttpRefusal(response.status);
  };
}

/** Convex's status for "the function threw": its body is an answer like another. */
const functionFailed = 560;
