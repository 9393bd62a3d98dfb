import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zip } from './zip.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const archive = Buffer.from(zip([{ name: '../kept-as-it-is', content: 'x' }]));
const digest = `sha256:${createHash('sha256').update(archive).digest('hex')}`;

/** GitHub's own client reads where GitHub is from its environment: so it runs in one of its own. */
describe('downloading an artifact through GitHub’s own client', { timeout: 60_000 }, () => {
  let server: Server;
  let origin: string;
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'nobody'}`);
      if (request.url === '/blob.zip')
        response.writeHead(200, { 'content-type': 'application/zip' }).end(archive);
      else response.writeHead(302, { location: `${origin}/blob.zip` }).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => void server.close());

  async function download(artifact: object, serverUrl = 'http://github.localhost') {
    const program = `
      import { createDownload } from './action/plugins/github-artifacts/download.ts';
      const repository = { externalId: '42', owner: 'acme', name: 'api' };
      const work = createDownload('the-token')(repository, ${JSON.stringify(artifact)});
      const end = await work.then((bytes) => Buffer.from(bytes).toString('base64'), (error) => error.code);
      console.log('END ' + end);`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module-typescript', '-e', program],
      {
        cwd: root,
        env: { PATH: process.env['PATH'], GITHUB_API_URL: origin, GITHUB_SERVER_URL: serverUrl },
      },
    );
    return /^END (.*)$/m.exec(stdout)?.[1];
  }

  it('brings the archive as it was uploaded, unpacked by nobody', async () => {
    const brought = await download({ id: 5, size_in_bytes: archive.length, digest });

    expect(brought).toBe(archive.toString('base64'));
    expect(asked).toEqual([
      'GET /repos/acme/api/actions/artifacts/5/zip token the-token',
      'GET /blob.zip nobody',
    ]);
  });

  it.each([
    ['other bytes than were uploaded', { digest: `sha256:${'0'.repeat(64)}` }, 'tampered'],
    ['more than a bundle ever has', { size_in_bytes: 1_000_000_000 }, 'too-large'],
  ])('[C7] refuses %s', async (_, change, code) => {
    expect(await download({ id: 5, size_in_bytes: archive.length, digest, ...change })).toBe(code);
  });

  it('says where there are no such artifacts', async () => {
    expect(
      await download({ id: 5, size_in_bytes: archive.length, digest }, 'https://github.acme.test'),
    ).toBe('misconfigured');
  });
});
