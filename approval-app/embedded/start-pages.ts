import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface Pages {
  readonly url: string;
  close(): Promise<void>;
}

export interface PagesOptions {
  /** What `buildPages` answered with. */
  readonly built: string;
  readonly port: number;
  /** Configuration of the app, as a host would set it; the address is added here. */
  readonly env: Readonly<Record<string, string>>;
  /** Called with the server's process, for whoever has to leave none behind. */
  readonly onStarted?: (pid: number | undefined, ended: Promise<unknown>) => void;
}

/** Starts the built pages as any Node host does: `node server.js`, configured by environment only. */
export async function startPages({ built, port, env, onStarted }: PagesOptions): Promise<Pages> {
  const chosen = port === 0 ? await freePort() : port;
  const url = `http://127.0.0.1:${chosen}`;
  const child = spawn(process.execPath, [join(built, 'approval-app', 'server.js')], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PATCHPLANE_APP_URL: url,
      NEXT_PUBLIC_WORKOS_REDIRECT_URI: `${url}/callback`,
      ...env,
      HOSTNAME: '127.0.0.1',
      PORT: String(chosen),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onStarted?.(child.pid, once(child, 'exit'));
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints = `${complaints}${chunk}`.slice(-4_000);
  });
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  for (let waited = 0; waited < 300; waited += 1) {
    if (child.exitCode !== null) break;
    if (await answers(url)) return { url, close };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await close();
  throw new Error(`the pages did not start:\n${complaints}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  server.close();
  await once(server, 'close');
  return port;
}
