import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { publishVariables } from '../../action/entry/publish-inputs.ts';
import { createAppToken } from '../../action/plugins/github-app/app-token.ts';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const repository = { externalId: '42', owner: 'acme', name: 'api' };
const asked = { contents: 'write', pull_requests: 'write', checks: 'write', issues: 'write' };

interface Exchange {
  readonly line: string;
  readonly authorization: string;
  readonly body: string;
}

describe('[E8] a publisher whose token can do too much for too long', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function github(granted: object) {
    const exchanges: Exchange[] = [];
    const listening = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const line = `${request.method} ${request.url}`;
        const body = Buffer.concat(chunks).toString('utf8');
        exchanges.push({ line, authorization: `${request.headers.authorization}`, body });
        if (request.method === 'DELETE') response.writeHead(204).end();
        else
          response
            .writeHead(200)
            .end(JSON.stringify(line.includes('access') ? granted : { id: 5 }));
      });
    });
    server = listening;
    await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
    const address = listening.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const options = { appId: '77', privateKey, apiUrl: `http://127.0.0.1:${port}`, repository };
    return { exchanges, options };
  }

  it('is for one repository and four permissions, and is revoked', async () => {
    const token = 'ghs_token';
    const { exchanges, options } = await github({
      token,
      permissions: { ...asked, metadata: 'read' },
      repositories: [{ id: 42 }],
    });

    const app = await createAppToken(options);
    await app.revoke();
    await app.revoke();

    expect(app.token).toBe(token);
    expect(exchanges.map(({ line }) => line)).toEqual([
      'GET /repos/acme/api/installation',
      'POST /app/installations/5/access_tokens',
      'DELETE /installation/token',
    ]);
    expect(JSON.parse(exchanges[1]?.body ?? '')).toEqual({
      repository_ids: [42],
      permissions: asked,
    });
    expect(exchanges[2]?.authorization).toBe(`Bearer ${token}`);
  });

  it.each([
    ['another permission', { permissions: { ...asked, administration: 'write' } }],
    ['another repository', { permissions: asked, repositories: [{ id: 42 }, { id: 43 }] }],
  ])('that was granted %s is revoked and not used', async (_, granted) => {
    const { exchanges, options } = await github({ token: 'ghs_token', ...granted });

    await expect(createAppToken(options)).rejects.toMatchObject({ code: 'auth' });
    expect(exchanges.at(-1)?.line).toBe('DELETE /installation/token');
  });

  it('a key that is none says so, and does not appear in what is said', async () => {
    const { options } = await github({});

    await expect(createAppToken({ ...options, privateKey: 'sesame-open' })).rejects.toMatchObject({
      code: 'misconfigured',
      tell: expect.not.stringMatching(/sesame/),
    });
  });

  it('the job has no name for a key of a model or of a sandbox', () => {
    const secret = publishVariables.filter((variable) => variable.secret).map(({ name }) => name);

    expect([...new Set(secret)].sort()).toEqual([
      'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
      'CLOUDFLARE_R2_ACCESS_KEY_ID',
      'CLOUDFLARE_R2_SECRET_ACCESS_KEY',
      'GITHUB_PRIVATE_KEY',
      'GITHUB_TOKEN',
      // Each can send to one receiver, and read nothing anywhere.
      'OTEL_EXPORTER_OTLP_HEADERS',
      'PATCHPLANE_MARKER_KEY',
      'POSTHOG_KEY',
      'SENTRY_DSN',
    ]);
  });
});
