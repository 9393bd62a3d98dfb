import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import { freePort } from '../../approval-app/embedded/start-pages.ts';

export interface WorkosEmulator {
  readonly url: string;
  readonly apiKey: string;
  /** Asks its API as an administrator's program does; throws for anything but success. */
  call(method: string, path: string, body?: object): Promise<unknown>;
  close(): Promise<void>;
}

const program =
  "import { createEmulator } from 'workos/emulate';" +
  'const { url, apiKey } = await createEmulator({ port: Number(process.argv[1]) });' +
  'process.stdout.write(JSON.stringify({ url, apiKey }));';
const Started = z.object({ url: z.url(), apiKey: z.string() });

/**
 * WorkOS's own emulator (npm package `workos`, `workos/emulate`) out of the folder that it was
 * installed in, in a process of its own. Empty: whoever uses it makes organisations and people.
 */
export async function startWorkosEmulator(folder: string): Promise<WorkosEmulator> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', `${port}`], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  const ended = once(child, 'exit').then(() => {
    throw new Error('the emulator ended before it began');
  });
  const [said] = await Promise.race([once(child.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  const { url, apiKey } = Started.parse(JSON.parse(String(said)));
  return {
    ...{ url, apiKey, close },
    call: async (method, path, body) => {
      const answer = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: HTTP ${answer.status}`);
      return answer.status === 204 ? undefined : await answer.json();
    },
  };
}
