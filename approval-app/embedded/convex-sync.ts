import type { Server } from 'node:http';
import { ConvexError, convexToJson, type JSONValue } from 'convex/values';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { argumentsOf, type Call, type ConvexLedger } from './convex-ledger.ts';
import type { TokenVerifier } from './token-verifier.ts';

const Add = z.looseObject({
  type: z.literal('Add'),
  queryId: z.int(),
  udfPath: z.string(),
  args: z.array(z.json()),
});
const Remove = z.looseObject({ type: z.literal('Remove'), queryId: z.int() });

const Authenticate = z.looseObject({
  type: z.literal('Authenticate'),
  tokenType: z.enum(['User', 'None']),
  value: z.string().optional(),
  baseVersion: z.int(),
});
type Authenticate = z.infer<typeof Authenticate>;

const ModifyQuerySet = z.looseObject({
  type: z.literal('ModifyQuerySet'),
  newVersion: z.int(),
  modifications: z.array(z.discriminatedUnion('type', [Add, Remove])),
});
type ModifyQuerySet = z.infer<typeof ModifyQuerySet>;

const FromClient = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('Connect') }),
  z.looseObject({ type: z.literal('Event') }),
  Authenticate,
  ModifyQuerySet,
]);

/**
 * Convex's sync protocol as far as subscriptions need it: the real client's WebSocket, its
 * queries, and a transition whenever an answer changed. Mutations come over HTTP.
 */
export function addConvexSync(server: Server, ledger: ConvexLedger, verify: TokenVerifier): void {
  const sockets = new WebSocketServer({ server, maxPayload: 1024 * 1024 });
  sockets.on('connection', (socket) => {
    const session = createSession(socket, ledger, verify);
    const forget = ledger.onChange(session.recompute);
    socket.on('close', forget);
    socket.on('message', session.receive);
  });
}

function createSession(socket: WebSocket, ledger: ConvexLedger, verify: TokenVerifier) {
  const queries = new Map<number, z.infer<typeof Add>>();
  const answered = new Map<number, string>();
  let version = { querySet: 0, identity: 0, ts: 0n };
  let identity: Call['identity'];
  // One after the other: a transition starts where the one before it ended.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>) => {
    turn = turn.then(work).catch((error: unknown) => {
      send({ type: 'FatalError', error: String(error) });
      socket.close();
    });
  };
  const send = (message: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };

  const transition = async (change: Partial<typeof version>) => {
    const modifications: object[] = [];
    for (const [queryId, { udfPath, args }] of queries) {
      const answer = await answerOf(ledger, { path: udfPath, args, identity });
      const text = JSON.stringify(answer);
      if (answered.get(queryId) === text) continue;
      answered.set(queryId, text);
      modifications.push({ ...answer, queryId, logLines: [], journal: null });
    }
    if (modifications.length === 0 && Object.keys(change).length === 0) return;
    const next = { ...version, ...change, ts: version.ts + 1n };
    const [startVersion, endVersion] = [encoded(version), encoded(next)];
    send({ type: 'Transition', startVersion, endVersion, modifications });
    version = next;
  };

  const authenticate = async ({ tokenType, value = '', baseVersion }: Authenticate) => {
    try {
      identity = tokenType === 'User' ? await verify(value) : undefined;
    } catch (error) {
      send({ type: 'AuthError', error: String(error), baseVersion, authUpdateAttempted: true });
      return;
    }
    await transition({ identity: baseVersion + 1 });
  };
  const modify = async ({ modifications, newVersion }: ModifyQuerySet) => {
    for (const change of modifications) {
      answered.delete(change.queryId);
      if (change.type === 'Add') queries.set(change.queryId, change);
      else queries.delete(change.queryId);
    }
    await transition({ querySet: newVersion });
  };
  const handle = async (message: z.infer<typeof FromClient>) => {
    if (message.type === 'Authenticate') await authenticate(message);
    if (message.type === 'ModifyQuerySet') await modify(message);
  };
  return {
    recompute: () => inTurn(async () => await transition({})),
    receive: (data: RawData) =>
      inTurn(async () => await handle(FromClient.parse(JSON.parse(String(data))))),
  };
}

async function answerOf(
  ledger: ConvexLedger,
  { path, args, identity }: { path: string; args: JSONValue[]; identity: Call['identity'] },
): Promise<object> {
  try {
    const call = { kind: 'query', path, args: argumentsOf(args[0] ?? {}), identity } as const;
    return { type: 'QueryUpdated', value: convexToJson(await ledger.run(call)) };
  } catch (error) {
    const errorMessage = error instanceof Error ? error.message : String(error);
    if (!(error instanceof ConvexError)) return { type: 'QueryFailed', errorMessage };
    const data = typeof error.data === 'string' ? JSON.parse(error.data) : convexToJson(error.data);
    return { type: 'QueryFailed', errorMessage, errorData: data };
  }
}

function encoded({ ts, ...rest }: { querySet: number; identity: number; ts: bigint }) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return { ...rest, ts: bytes.toString('base64') };
}
