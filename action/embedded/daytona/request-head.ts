import type { Socket } from 'node:net';

export interface Target {
  readonly host: string;
  readonly port: number;
  /** Whether a tunnel was asked for (`CONNECT`). */
  readonly tunnel?: boolean;
}

export interface RequestHead {
  /** Undefined where the request names no host. */
  readonly target: Target | undefined;
  readonly command: string | null;
  /** What came so far of the request itself. */
  readonly head: Buffer;
}

const longestPeer = 4_096;
const longestCommand = 300;

/** The first bytes of a connection; its data is paused when `onHead` is called. */
export function readHead(socket: Socket, onHead: (head: RequestHead) => void): void {
  let bytes: Buffer = Buffer.alloc(0);
  const listen = (chunk: Buffer): void => {
    bytes = Buffer.concat([bytes, chunk]);
    const said = bytes.subarray(0, 5).toString('latin1') === 'PEER ';
    const end = said ? bytes.subarray(0, longestPeer).indexOf(10) : -1;
    if (said && end < 0 && bytes.length < longestPeer) return;
    const head = bytes.subarray(end + 1);
    // The line of the peer alone is no request yet.
    if (head.length === 0) return;
    socket.off('data', listen);
    socket.pause();
    const command = said ? commandIn(bytes.subarray(5, end)) : null;
    onHead({ target: targetIn(head), command, head });
  };
  socket.on('data', listen);
}

/** Somebody else's text: one line, not long. */
function commandIn(base64: Buffer): string | null {
  const text = Buffer.from(base64.toString('latin1'), 'base64').toString('utf8');
  const plain = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return plain === '' ? null : plain.slice(0, longestCommand);
}

function targetIn(head: Buffer): Target | undefined {
  const [line = ''] = head.subarray(0, 4096).toString('latin1').split('\r\n', 1);
  const tunnel = /^CONNECT (\[[0-9a-f:]+\]|[^\s:]+):(\d{1,5}) HTTP\//i.exec(line);
  if (tunnel) return { host: tunnel[1] ?? '', port: Number(tunnel[2]), tunnel: true };
  const absolute = /^[A-Z]+ http:\/\/(\[[0-9a-f:]+\]|[^\s:/]+)(?::(\d{1,5}))?[/ ]/i.exec(line);
  if (absolute) return { host: absolute[1] ?? '', port: Number(absolute[2] ?? 80) };
  return undefined;
}
