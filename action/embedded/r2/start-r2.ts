import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Listening, type StartR2 } from './r2-messages.ts';

export interface EmbeddedR2 {
  readonly endpoint: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly pid: number | undefined;
  close(): Promise<void>;
}

/**
 * Cloudflare's own local R2 with its S3 interface, kept in `stateDir`, with keys made for
 * this start. It runs under a process of its own that ends, and ends the server, as soon as
 * this process is gone for whatever reason.
 */
export async function startR2(options: { readonly stateDir: string }): Promise<EmbeddedR2> {
  const start: StartR2 = {
    stateDir: options.stateDir,
    bucket: 'evidence',
    accessKeyId: randomBytes(16).toString('hex'),
    secretAccessKey: randomBytes(32).toString('hex'),
  };
  const child = fork(fileURLToPath(new URL('./r2-host.ts', import.meta.url)), [], {
    env: { PATH: process.env['PATH'] ?? '', TMPDIR: process.env['TMPDIR'] ?? '' },
    // Not what this process was started with: `--eval` and the like are not for the child.
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const answered = new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.disconnect();
      reject(new Error('the local R2 did not start within 30 seconds'));
    }, startMs);
    child.once('message', (message) => {
      clearTimeout(timer);
      resolve(message);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the local R2 ended with ${code}`)));
  });
  child.send(start);
  const { port } = Listening.parse(await answered);
  child.removeAllListeners('exit');

  return {
    endpoint: `http://127.0.0.1:${port}/cdn-cgi/local/r2/s3`,
    bucket: start.bucket,
    accessKeyId: start.accessKeyId,
    secretAccessKey: start.secretAccessKey,
    pid: child.pid,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      const overdue = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await exited;
      clearTimeout(overdue);
    },
  };
}

const startMs = 30_000;
const stopMs = 3_000;
