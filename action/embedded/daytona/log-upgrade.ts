import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Boxes } from './boxes.ts';
import { findCommand } from './command-routes.ts';
import { isAuthorized } from './daytona-app.ts';
import type { Faults } from './faults.ts';
import { followJournal } from './log-stream.ts';

interface Upgrades {
  on(
    event: 'upgrade',
    listener: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
  ): unknown;
}

const logs = /^\/toolbox\/([^/]+)\/process\/session\/([^/]+)\/command\/([^/]+)\/logs$/;

/** Web sockets: only log streams. The event stream is refused, which its client tolerates. */
export function acceptLogStreams(
  server: Upgrades,
  { boxes, faults, apiKey }: { boxes: Boxes; faults: Faults; apiKey: string },
): void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const [, id = '', session = '', name = ''] = logs.exec(pathname) ?? [];
    if (!isAuthorized(request.headers.authorization, apiKey))
      return refuse(socket, '401 Unauthorized');
    const box = boxes.find(id);
    const command = box && findCommand(box, { session, command: name });
    if (!command || box.destroyed.aborted) return refuse(socket, '404 Not Found');
    sockets.handleUpgrade(request, socket, head, (stream) => {
      stream.on(
        'close',
        faults.onCut(() => stream.terminate()),
      );
      void followJournal(stream, command, box.destroyed, faults.nextStream());
      keepAwake(stream, () => boxes.touch(box));
    });
  });
}

const awakeMs = 50_000;

/** An open stream counts as activity, as at the vendor's. */
function keepAwake(stream: WebSocket, touch: () => void): void {
  touch();
  const timer = setInterval(touch, awakeMs).unref();
  stream.on('close', () => clearInterval(timer));
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}
