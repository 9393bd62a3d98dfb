import { closeSync, mkdirSync, openSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import type { AllowList } from './allow-list.ts';
import { publicLookup } from './public-lookup.ts';
import { readHead, type Target } from './request-head.ts';

export interface EgressRecord {
  readonly at: number;
  readonly sandboxId: string;
  /** `host:port` as asked for; `-` where the request named none. */
  readonly target: string;
  readonly allowed: boolean;
  /** What asked, as the inside says; null where it does not. */
  readonly command: string | null;
}

export interface Egress {
  /** Folder to bind into the jail. */
  readonly folder: string;
  /** Cuts every connection that is open; new ones are judged by the list as it is now. */
  cut(): void;
  close(): void;
}

/**
 * The outer end of a jail's only way out. A plain request goes to the route that the list
 * names first; a proxy request (`CONNECT`, or an absolute URL) to what it asks for, if listed.
 * Everything else is refused, and everything is recorded.
 */
export async function openEgress(
  folder: string,
  allowList: () => AllowList,
  record: (entry: Pick<EgressRecord, 'target' | 'allowed' | 'command'>) => void,
): Promise<Egress> {
  mkdirSync(folder, { recursive: true });
  const sockets = new Set<Socket>();
  const server = createServer((inside) => {
    sockets.add(inside);
    inside.on('close', () => sockets.delete(inside));
    inside.on('error', () => inside.destroy());
    readHead(inside, ({ target, command, head }) => {
      const list = allowList();
      const asked = target ?? list.route;
      const allowed = asked !== undefined && list.permits(asked.host, asked.port);
      record({ target: asked ? `${asked.host}:${asked.port}` : '-', allowed, command });
      if (!allowed || !asked) refuse(inside);
      else forward(inside, asked, head);
    });
  });
  // A socket's path may have 108 bytes at most; through the folder's descriptor it is short.
  const descriptor = openSync(folder, 'r');
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(`/proc/self/fd/${descriptor}/socket`, resolve);
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    folder,
    cut,
    close() {
      cut();
      server.close(() => closeSync(descriptor));
    },
  };
}

function forward(inside: Socket, { host, port, tunnel }: Target, head: Buffer): void {
  const outside = connect({ port, host: host.replace(/^\[|\]$/g, ''), lookup: publicLookup });
  outside.on('error', () => inside.destroy());
  inside.on('close', () => outside.destroy());
  outside.on('close', () => inside.destroy());
  outside.once('connect', () => {
    if (tunnel) inside.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    else outside.write(head);
    inside.pipe(outside).pipe(inside);
    inside.resume();
  });
}

function refuse(inside: Socket): void {
  const body = 'This address is not on the allow list of the sandbox.\n';
  inside.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
