import { once } from 'node:events';
import { createServer } from 'node:http';

export interface CountingGitHub {
  readonly url: string;
  /** What it was asked to start: path and body. */
  readonly dispatches: { readonly path: string; readonly body: string }[];
  close(): Promise<void>;
}

/** A GitHub that starts workflows, in that it writes down that it was asked to. */
export async function startCountingGitHub(): Promise<CountingGitHub> {
  const dispatches: CountingGitHub['dispatches'] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    dispatches.push({
      path: request.url ?? '',
      body: Buffer.concat(chunks).toString('utf8'),
    });
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    dispatches,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
