import { closeSync, mkdirSync, openSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import type { AllowList } from './allow-list.ts';

export interface EgressRecord {
  readonly at: number;
  readonly sandboxId: string;
  /** `host:port` as asked for; `-` where the request named none. */
  readonly target: string;
  readonly allowed: boolean;
}

export interface Egress {
  /** Folder to bind into the jail. */
  readonly folder: string;
  close(): void;
}

/**
 * The outer end of a jail's only way out. A plain request goes to the route that the list
 * names first; a proxy request (`CONNECT`, or an absolute URL) to what it asks for, if listed.
 * Everything else is refused, and everything is recorded.
 */
export async function openEgress(
  folder: string,
  allowList: AllowList,
  record: (target: string, allowed: boolean) => void,
): Promise<Egress> {
  mkdirSync(folder, { recursive: true });
  const sockets = new Set<Socket>();
  const server = createServer((inside) => {
    sockets.add(inside);
    inside.on('close', () => sockets.delete(inside));
    inside.on('error', () => inside.destroy());
    inside.once('data', (head) => {
      inside.pause();
      const asked = readTarget(head) ?? allowList.route;
      const allowed = asked !== undefined && allowList.permits(asked.host, asked.port);
      record(asked ? `${asked.host}:${asked.port}` : '-', allowed);
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
  return {
    folder,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close(() => closeSync(descriptor));
    },
  };
}

interface Target {
  readonly host: string;
  readonly port: number;
  readonly tunnel?: boolean;
}

function readTarget(head: Buffer): Target | undefined {
  const [line = ''] = head.subarray(0, 4096).toString('latin1').split('\r\n', 1);
  const tunnel = /^CONNECT (\[[0-9a-f:]+\]|[^\s:]+):(\d{1,5}) HTTP\//i.exec(line);
  if (tunnel) return { host: tunnel[1] ?? '', port: Number(tunnel[2]), tunnel: true };
  const absolute = /^[A-Z]+ http:\/\/(\[[0-9a-f:]+\]|[^\s:/]+)(?::(\d{1,5}))?[/ ]/i.exec(line);
  if (absolute) return { host: absolute[1] ?? '', port: Number(absolute[2] ?? 80) };
  return undefined;
}

function forward(inside: Socket, { host, port, tunnel }: Target, head: Buffer): void {
  const outside = connect(port, host.replace(/^\[|\]$/g, ''));
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
