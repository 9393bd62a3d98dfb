import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import {
  type ApprovalApp,
  startApprovalApp,
} from '../../approval-app/server/start-approval-app.ts';
import { clientId, type LedgerHouse, startLedgerHouse } from './ledger-house.ts';

export interface AppHouse extends LedgerHouse {
  readonly app: ApprovalApp;
  /** Evidence by digest. */
  readonly evidence: Map<string, Uint8Array>;
  /** What GitHub was asked to start: path and body. */
  readonly dispatches: { path: string; authorization: string | undefined; body: string }[];
  /** How GitHub answers a dispatch. */
  readonly github: { status: number };
}

/** The approval app with the ledger, the identity provider and a GitHub that counts. */
export async function startAppHouse(): Promise<AppHouse> {
  const house = await startLedgerHouse();
  const evidence = new Map<string, Uint8Array>();
  const dispatches: AppHouse['dispatches'] = [];
  const github = { status: 204 };
  const api = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    dispatches.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: Buffer.concat(chunks).toString('utf8'),
    });
    response.writeHead(github.status).end();
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  const app = await startApprovalApp({
    convexUrl: house.host.url,
    identity: { apiUrl: house.people.apiUrl, clientId, clientSecret: 'sk_test_secret' },
    artifacts: async (_runId, sha256) => {
      const bytes = evidence.get(sha256);
      if (!bytes) throw new Error('not there');
      return bytes;
    },
    dispatch: {
      apiUrl: originOf(api),
      token: 'ghs_dispatch',
      owner: 'acme',
      repo: 'api',
      workflow: 'publish.yml',
      ref: 'main',
    },
    port: 0,
    notice: 'Local demo: nothing here leaves this machine.',
  });
  house.people.allowRedirect(app.callbackUrl);
  return {
    ...house,
    app,
    evidence,
    dispatches,
    github,
    close: async () => {
      await app.close();
      api.close();
      await house.close();
    },
  };
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}
