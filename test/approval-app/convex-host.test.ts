import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { startConvexHost } from '../../approval-app/embedded/start-convex-host.ts';

it('a parent that is killed leaves no ledger behind', async () => {
  const source = new URL('../../approval-app/embedded/start-convex-host.ts', import.meta.url).href;
  const program = `
    import { startConvexHost } from ${JSON.stringify(source)};
    const host = await startConvexHost({ jwks: {}, env: {} });
    process.stdout.write(String(host.url));
    setInterval(() => undefined, 1_000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(parent.stdout, 'data');
  expect((await fetch(`${url}/version`)).ok).toBe(true);

  parent.kill('SIGKILL');

  await expect
    .poll(
      async () =>
        await fetch(`${url}/version`).then(
          () => 'there',
          () => 'gone',
        ),
    )
    .toBe('gone');
});

it('gets no environment but the one that it is given', async () => {
  const host = await startConvexHost({ jwks: {}, env: { WORKOS_CLIENT_ID: 'client_x' } });

  const { readFile } = await import('node:fs/promises');
  const environment = await readFile(`/proc/${host.pid}/environ`, 'utf8');
  await host.close();

  const names = environment.split('\0').map((line) => line.split('=')[0]);
  expect(names.filter(Boolean).sort()).toEqual([
    'NODE_CHANNEL_FD',
    'NODE_CHANNEL_SERIALIZATION_MODE',
    'WORKOS_CLIENT_ID',
  ]);
});
