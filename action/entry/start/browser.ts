import { spawn } from 'node:child_process';

/** Tries to show a page to the person at this terminal; the address was printed anyway. */
export function openInBrowser(url: string, path: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [url], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, PATH: path },
  });
  child.on('error', () => undefined);
  child.unref();
}
