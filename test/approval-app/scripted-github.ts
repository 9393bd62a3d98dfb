import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

export interface ScriptedGitHub {
  readonly url: string;
  /** The App's, as GitHub hands it out. */
  readonly privateKey: string;
  /** Every request, in order. */
  readonly asked: Asked[];
  /** Those that started a workflow. */
  dispatches(): Asked[];
  /** Answers by `METHOD path`, before the usual ones: a status, or a body. */
  readonly answers: Map<string, number | object>;
  close(): Promise<void>;
}

/** GitHub as the App sees it, with one installation; it says yes to everything and counts. */
export async function startScriptedGitHub(): Promise<ScriptedGitHub> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const asked: Asked[] = [];
  const answers: ScriptedGitHub['answers'] = new Map();
  let lastRun = 9_000;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', url: path = '' } = request;
    const body = Buffer.concat(chunks).toString('utf8');
    asked.push({ method, path, authorization: request.headers.authorization, body });
    const answer = answers.get(`${method} ${path.split('?')[0]}`) ?? usual(path);
    if (typeof answer === 'number') response.writeHead(answer).end();
    else
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  const usual = (path: string): number | object => {
    if (path.endsWith('/installation')) return { id: 5 };
    if (path.endsWith('/access_tokens')) return { token: 'ghs_of_the_app' };
    if (path.endsWith('/dispatches')) {
      lastRun += 1;
      return {
        workflow_run_id: lastRun,
        run_url: `https://api.github.test/runs/${lastRun}`,
        html_url: `https://github.test/acme/api/actions/runs/${lastRun}`,
      };
    }
    if (/\/actions\/runs\/\d+$/.test(path)) return { status: 'in_progress', conclusion: null };
    if (/\/actions\/runs\/\d+\/cancel$/.test(path)) return {};
    return 404;
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    privateKey,
    asked,
    dispatches: () => asked.filter(({ path }) => path.endsWith('/dispatches')),
    answers,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
