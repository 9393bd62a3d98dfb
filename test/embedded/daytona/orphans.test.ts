import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

const program = `
import { startDaytona } from '${new URL('../../../action/embedded/daytona/start-daytona.ts', import.meta.url).href}';
const [stateDir, mark] = process.argv.slice(-2);
const daytona = await startDaytona({ stateDir, apiKey: 'key', nodeBin: process.execPath });
const call = (url, body) => fetch(url, { method: 'POST', headers: { authorization: 'Bearer key' }, body: JSON.stringify(body) });
const sandbox = await (await call(daytona.apiUrl + '/sandbox', { domainAllowList: '127.0.0.1:9' })).json();
const toolbox = sandbox.toolboxProxyUrl + '/' + sandbox.id;
await call(toolbox + '/process/session', { sessionId: 's' });
await call(toolbox + '/process/session/s/exec', { command: 'setsid sleep ' + mark + ' & sleep ' + mark, runAsync: true });
console.log('sleeping');
`;

test('when the stand-in is killed outright, everything in its jails dies with it', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'daytona-orphans-'));
  const mark = String(1_000_000 + Math.floor(Math.random() * 1_000_000));
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', program, '--', stateDir, mark],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await vi.waitFor(() => expect(withArgument(mark).length).toBeGreaterThanOrEqual(2), 5_000);

  child.kill('SIGKILL');

  await vi.waitFor(() => expect(withArgument(mark)).toEqual([]), 5_000);
  expect(existsSync(join(stateDir, 'sandboxes'))).toBe(true);
  rmSync(stateDir, { recursive: true });
});

/** Processes of this machine, other than the test's own children, that have this argument. */
function withArgument(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words[0] === 'sleep' && words.includes(mark);
    } catch {
      return false;
    }
  });
}
