import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { modelVariable } from '../../../action/core/services/model-gateway-service.ts';
import { listen, shut } from '../../../action/embedded/listen.ts';
import { insidePrograms } from '../../../action/entry/inside-programs.ts';
import { createDaytonaSandbox } from '../../../action/plugins/daytona/daytona-sandbox.ts';

/* The vendor's proxy can not be had here: what is proved is what the vendor is asked for. */

let server: Server;
let apiUrl: string;
let asked: { readonly secrets?: unknown; readonly env?: unknown }[];
beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'POST') asked.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    response.writeHead(request.method === 'POST' ? 400 : 404, {
      'content-type': 'application/json',
    });
    response.end('{"message":"no"}');
  });
  apiUrl = `http://127.0.0.1:${await listen(server)}/api`;
});
afterEach(() => shut(server));

it('[RUN-23] a sandbox is made with the name of a secret and never with its value', async () => {
  const sandboxes = createDaytonaSandbox({
    ...{ apiUrl, apiKey: 'k', cloneUrl: () => 'http://127.0.0.1:9', programs: insidePrograms() },
  });
  const network = { blockAll: true, allowDomains: [] };

  const refused = sandboxes.provision({
    runId: 'run-0123456789abcdef',
    purpose: 'agent',
    policy: { ephemeral: true, autoStopMinutes: 5, ttlMinutes: 10, network },
    checkout: { owner: 'acme', name: 'api', commit: '1'.repeat(40) },
    allow: ['api.openai.com:443'],
    secrets: { [modelVariable]: 'openai-prod' },
  });

  await expect(refused).rejects.toMatchObject({ name: 'Failure' });
  expect(asked).toMatchObject([{ secrets: [{ [modelVariable]: 'openai-prod' }] }]);
  expect(asked[0]?.env ?? {}).toEqual({});
});
