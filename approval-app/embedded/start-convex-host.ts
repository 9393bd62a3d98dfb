import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { JSONValue } from 'convex/values';
import { z } from 'zod';
import { FromHost, type Seeds, type ToHost } from './convex-host-messages.ts';

export interface ConvexHostOptions {
  /** Where a token issuer's keys are, for issuers that live on loopback: issuer to JWKS URL. */
  readonly jwks: Readonly<Record<string, string>>;
  /** Environment of the functions: `PATCHPLANE_OIDC_AUDIENCE`, `WORKOS_CLIENT_ID`. Nothing else is passed on. */
  readonly env: Readonly<Record<string, string>>;
  /** What an administrator would have set up: enrolled repositories and memberships. */
  readonly seeds?: Seeds;
}

export interface ConvexHost {
  readonly url: string;
  readonly pid: number | undefined;
  /** Runs an internal function, as `npx convex run` does for an administrator. */
  administrate(name: string, args: Readonly<Record<string, JSONValue>>): Promise<unknown>;
  /** Lets time go by for the functions: for stories of hours and days. */
  elapse(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface DemoStore extends ConvexHost {
  /** Rows of a table as lines of JSON, as `npx convex export` has them. */
  exportRows(table: string): Promise<string[]>;
  /** Adds rows that the schema allows, as `npx convex import` does. */
  importRows(table: string, rows: readonly string[]): Promise<void>;
}

/**
 * Our functions in a demo store behind Convex's wire, for trying out and for tests: memory
 * only, one process, never production. It lives in a process of its own because the library
 * that plays the database replaces globals, and it ends when this process does.
 */
export async function startConvexHost(options: ConvexHostOptions): Promise<DemoStore> {
  const child = fork(fileURLToPath(new URL('./convex-host.ts', import.meta.url)), [], {
    env: { ...options.env },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const calls = new Map<number, (answer: FromHost) => void>();
  child.on('message', (message) => {
    const answer = FromHost.parse(message);
    if (answer.kind !== 'listening') calls.get(answer.id)?.(answer);
  });

  const seeds = options.seeds ?? { repositories: [], memberships: [] };
  send(child, { kind: 'start', jwks: { ...options.jwks }, seeds });
  const port = await listeningPort(child);

  let lastCall = 0;
  const ask = async (request: (id: number) => ToHost): Promise<unknown> => {
    lastCall += 1;
    const id = lastCall;
    const answer = await new Promise<FromHost>((resolve) => {
      calls.set(id, resolve);
      send(child, request(id));
    });
    calls.delete(id);
    if (answer.kind === 'failed') throw new Error(answer.message);
    return answer.kind === 'result' ? answer.value : undefined;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    administrate: async (name, args) =>
      await ask((id) => ({ kind: 'run', id, name, args: { ...args } })),
    exportRows: async (table) =>
      z.array(z.string()).parse(await ask((id) => ({ kind: 'export', id, table }))),
    importRows: async (table, rows) => {
      await ask((id) => ({ kind: 'import', id, table, rows: [...rows] }));
    },
    elapse: async (ms) => void (await ask((id) => ({ kind: 'elapse', id, ms }))),
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function send(child: ChildProcess, message: ToHost): void {
  child.send(message);
}

async function listeningPort(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    const giveUp = (because: string) => {
      child.kill('SIGKILL');
      reject(new Error(`the local ledger did not start: ${because}`));
    };
    const timer = setTimeout(() => giveUp('no answer in 20 seconds'), 20_000);
    child.once('exit', (code) => giveUp(`its process ended with ${code}`));
    child.once('error', (error) => giveUp(error.message));
    child.on('message', (message) => {
      const answer = FromHost.parse(message);
      if (answer.kind !== 'listening') return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(answer.port);
    });
  });
}
