import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { convexToJson } from 'convex/values';
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
  if (request.kind === 'run') tell(await answer(request));
});

async function plant(into: ConvexLedger, seeds: Seeds): Promise<void> {
  for (const repository of seeds.repositories)
    await into.runInternal('administration:enrol', repository);
  for (const membership of seeds.memberships)
    await into.runInternal('administration:setMembership', { membership });
  for (const link of seeds.githubAccounts ?? [])
    await into.runInternal('administration:linkGithub', link);
}

async function answer(request: Extract<ToHost, { kind: 'run' }>): Promise<FromHost> {
  const { id, name } = request;
  try {
    const value = convexToJson(await ledger.runInternal(name, argumentsOf(request.args)));
    return { kind: 'result', id, value };
  } catch (error) {
    return { kind: 'failed', id, message: String(error) };
  }
}

function tell(message: FromHost): void {
  process.send?.(message);
}
