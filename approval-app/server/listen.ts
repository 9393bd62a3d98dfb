import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Listening {
  readonly port: number;
  /** `http://HOST:PORT`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves an app; on loopback and on a free port unless told. Rejects when the port is in use. */
export async function listen(app: Hono, port = 0, host = '127.0.0.1'): Promise<Listening> {
  const server = createServer(getRequestListener(app.fetch));
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return {
    port: address.port,
    origin: `http://${host}:${address.port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
