import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** Variables that a workflow with GitHub alone does not have. */
export const withoutAccounts = {
  CONVEX_URL: '',
  PATCHPLANE_OIDC_AUDIENCE: '',
  PATCHPLANE_APP_URL: '',
  CLOUDFLARE_R2_ENDPOINT: '',
  CLOUDFLARE_R2_BUCKET: '',
  CLOUDFLARE_R2_ACCESS_KEY_ID: '',
  CLOUDFLARE_R2_SECRET_ACCESS_KEY: '',
};

const door = resolve(import.meta.dirname, '..', '..', '..', 'action', 'entry', 'publish.ts');

/** The publish door as a process of its own: exit code, and all that it said. */
export async function runPublishDoor(environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [door], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  const exitCode = await new Promise<number | null>((ended) => child.on('close', ended));
  return { exitCode, said, out };
}
