import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../house/tree.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The program as a script starts it: no terminal, nothing on standard input. */
export function patchplane(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(root, 'action', 'entry', 'cli.ts'), ...args], {
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  return new Promise((done) => {
    child.once('close', (code) => done({ code, ...said }));
  });
}
