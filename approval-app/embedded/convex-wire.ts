import { ConvexError, convexToJson, type JSONValue } from 'convex/values';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { argumentsOf, type Call, type ConvexLedger } from './convex-ledger.ts';
import { TokenRefused, type TokenVerifier } from './token-verifier.ts';

/** What Convex answers when a function threw. */
const functionFailed = 560;
const maxArgumentBytes = 16 * 1024 * 1024;

const CallBody = z.looseObject({
  path: z.string(),
  format: z.string().optional(),
  args: z.union([z.array(z.json()).max(1), z.record(z.string(), z.json())]),
});

/** Convex's HTTP interface to functions: `POST /api/{query,mutation,action}`. */
export function convexWire(ledger: ConvexLedger, verify: TokenVerifier): Hono {
  const wire = new Hono();
  wire.use(bodyLimit({ maxSize: maxArgumentBytes }));
  wire.get('/version', (context) => context.text('convex-test-host'));
  wire.post('/api/:kind{query|mutation|action}', async (context) => {
    let identity: Call['identity'];
    try {
      identity = await identityOf(context, verify);
    } catch (error) {
      return context.json(unauthenticated(error), 401);
    }
    const body = CallBody.safeParse(await context.req.json().catch(() => undefined));
    if (!body.success) return context.json({ code: 'BadJsonBody', message: 'not a call' }, 400);
    return await answer(context, ledger, body.data, identity);
  });
  return wire;
}

async function identityOf(context: Context, verify: TokenVerifier): Promise<Call['identity']> {
  const [scheme, token] = (context.req.header('authorization') ?? '').split(' ');
  return scheme === 'Bearer' && token ? await verify(token) : undefined;
}

function unauthenticated(error: unknown): { code: string; message: string } {
  const code = error instanceof TokenRefused ? error.code : 'InvalidAuthHeader';
  return { code, message: error instanceof Error ? error.message : 'the token was refused' };
}

async function answer(
  context: Context,
  ledger: ConvexLedger,
  body: z.infer<typeof CallBody>,
  identity: Call['identity'],
): Promise<Response> {
  const kind = z.enum(['query', 'mutation', 'action']).parse(context.req.param('kind'));
  try {
    const args = argumentsOf(Array.isArray(body.args) ? (body.args[0] ?? {}) : body.args);
    const value = await ledger.run({ kind, path: body.path, args, identity });
    return context.json({ status: 'success', value: convexToJson(value), logLines: [] });
  } catch (error) {
    const status = body.format === 'convex_encoded_json' ? functionFailed : 200;
    return new Response(JSON.stringify(failure(error)), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  }
}

function failure(error: unknown): {
  status: 'error';
  errorMessage: string;
  errorData?: JSONValue;
  logLines: string[];
} {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ConvexError))
    return { status: 'error', errorMessage: `Server Error\n${message}`, logLines: [] };
  // The store hands over the data as text where the error crossed a function boundary.
  const data = typeof error.data === 'string' ? JSON.parse(error.data) : convexToJson(error.data);
  return {
    status: 'error',
    errorMessage: `Server Error\nUncaught ConvexError: ${message}`,
    errorData: data,
    logLines: [],
  };
}
