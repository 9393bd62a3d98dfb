import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { convexToJson, type JSONValue } from 'convex/values';
import type { z } from 'zod';
import { type FromHost, type Seeds, ToHost } from './convex-host-messages.ts';
import { argumentsOf, type ConvexLedger, openLedger } from './convex-ledger.ts';
import { addConvexSync } from './convex-sync.ts';
import { convexWire } from './convex-wire.ts';
import { createTokenVerifier } from './token-verifier.ts';

/** The demo ledger's process. It ends with its parent, however that one ends. */
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent still has to write the end of its run to us.
process.on('SIGINT', () => undefined);

const [first] = await once(process, 'message');
const start = ToHost.parse(first);
if (start.kind !== 'start') throw new Error('the first message must be "start"');

let ahead = 0;
startClock();
const ledger = await openLedger();
await plant(ledger, start.seeds);
const verify = createTokenVerifier(start.jwks);
const server = createServer(getRequestListener(convexWire(ledger, verify).fetch));
addConvexSync(server, ledger, verify);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object')
    tell({ kind: 'listening', port: address.port });
});

process.on('message', async (message) => {
  const request = ToHost.parse(message);
  if (request.kind !== 'start') tell(await answer(request));
});

/** Functions tell the time by `Date.now()`; whoever verifies tokens does not, and stays in the present. */
function startClock(): void {
  const now = Date.now.bind(Date);
  Date.now = () => now() + ahead;
}

async function plant(into: ConvexLedger, seeds: Seeds): Promise<void> {
  for (const repository of seeds.repositories)
    await into.runInternal('administration:enrol', repository);
  for (const membership of seeds.memberships)
    await into.runInternal('administration:setMembership', { membership });
  for (const link of seeds.githubAccounts ?? [])
    await into.runInternal('administration:linkGithub', link);
}

type Request = Exclude<z.output<typeof ToHost>, { kind: 'start' }>;

async function answer(request: Request): Promise<FromHost> {
  const { id } = request;
  try {
    return { kind: 'result', id, value: await done(request) };
  } catch (error) {
    return { kind: 'failed', id, message: String(error) };
  }
}

async function done(request: Request): Promise<JSONValue> {
  switch (request.kind) {
    case 'run':
      return convexToJson(await ledger.runInternal(request.name, argumentsOf(request.args)));
    case 'export':
      return ledger.exportRows(request.table);
    case 'import':
      await ledger.importRows(request.table, request.rows);
      return null;
    case 'elapse':
      ahead += request.ms;
      return null;
  }
}

function tell(message: FromHost): void {
  process.send?.(message);
}
