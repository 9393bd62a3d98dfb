import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { dirname } from 'node:path';

export interface HttpOrigin {
  readonly url: string;
  /** Authorization headers of all requests so far. */
  readonly seen: readonly (string | undefined)[];
  close(): void;
}

/** git's own smart HTTP server over a bare repository, behind a token when one is given. */
export async function serveOverHttp(bareRepository: string, token?: string): Promise<HttpOrigin> {
  const seen: (string | undefined)[] = [];
  const expected = token && `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    if (expected && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: '/usr/bin:/bin',
        GIT_PROJECT_ROOT: dirname(bareRepository),
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        PATH_INFO: path,
        QUERY_STRING: query,
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'],
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      },
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.on('close', () => {
      const answer = Buffer.concat(chunks);
      const cut = answer.indexOf('\r\n\r\n');
      const headers = answer.subarray(0, cut).toString('latin1').split('\r\n');
      const fields = headers.map((line): [string, string] => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon), line.slice(colon + 1).trim()];
      });
      const status = Number(fields.find(([name]) => name === 'Status')?.[1]?.slice(0, 3) ?? 200);
      response.writeHead(status, Object.fromEntries(fields)).end(answer.subarray(cut + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/origin.git`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
