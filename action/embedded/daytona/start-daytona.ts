import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { listen } from '../listen.ts';
import { createBoxes } from './boxes.ts';
import { daytonaApp } from './daytona-app.ts';
import type { EgressRecord } from './egress.ts';
import { createFaults, type Faults } from './faults.ts';
import type { OnStarted } from './git-routes.ts';
import { prepareJailHost } from './jail-host.ts';
import { acceptLogStreams } from './log-upgrade.ts';
import { watchJails } from './watchdog.ts';

export interface DaytonaOptions {
  /** This stand-in's alone: what an earlier one left in it is removed. */
  readonly stateDir: string;
  readonly apiKey: string;
  /** bubblewrap's absolute path; looked for in PATH when it is not given. */
  readonly bwrap?: string;
  /** Node 22 or later; inside at `/opt/node/bin/node`. */
  readonly nodeBin: string;
  /** Pi's package folder; inside at `/opt/pi`. */
  readonly piDir?: string;
  /** npm's package folder; inside as `/opt/node/bin/npm`. */
  readonly npmDir?: string;
  /** What an hour of the vendor's clock is cut down to: milliseconds of one of its minutes. */
  readonly minuteMs?: number;
  readonly log?: (line: string) => void;
  /** Told of git's processes, which run outside the jails and would go on without us. */
  readonly onStarted?: OnStarted;
}

export interface EmbeddedDaytona {
  readonly apiUrl: string;
  /** How many sandboxes there are. */
  sandboxes(): number;
  /** Every attempt to leave a sandbox through its relay. */
  egressLog(): readonly EgressRecord[];
  /** Destroys every sandbox behind its user's back. */
  loseSandboxes(): Promise<void>;
  readonly faults: Faults;
  close(): Promise<void>;
}

/**
 * A stand-in for Daytona that speaks its wire on a free loopback port and runs every program
 * in a bubblewrap jail. Throws, with the fix, where no jail can be made.
 */
export async function startDaytona(options: DaytonaOptions): Promise<EmbeddedDaytona> {
  const folder = join(options.stateDir, 'sandboxes');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const host = prepareJailHost(options);
  const egress: EgressRecord[] = [];
  const boxes = createBoxes({
    ...{ host, folder, now: Date.now, minuteMs: options.minuteMs ?? 60_000 },
    onEgress: (entry) => {
      egress.push({ at: Date.now(), ...entry });
      if (!entry.allowed) options.log?.(`sandbox ${entry.sandboxId}: refused a connection`);
    },
  });
  const faults = createFaults();
  let origin = '';
  const app = daytonaApp({
    ...{ boxes, apiKey: options.apiKey, origin: () => origin },
    onStarted: options.onStarted ?? (() => undefined),
    refusedBy: (id) => egress.filter((entry) => entry.sandboxId === id && !entry.allowed),
  });
  const server = createServer(faults.around(getRequestListener(app.fetch)));
  acceptLogStreams(server, { boxes, faults, apiKey: options.apiKey });
  origin = `http://127.0.0.1:${await listen(server)}`;
  const stopWatching = watchJails(boxes, folder, (line) => options.log?.(line));
  const loseSandboxes = async (): Promise<void> => {
    await Promise.all(boxes.all().map((box) => boxes.remove(box)));
  };

  return {
    apiUrl: `${origin}/api`,
    sandboxes: () => boxes.all().length,
    egressLog: () => [...egress],
    loseSandboxes,
    faults,
    async close() {
      stopWatching();
      const closed = new Promise((resolve) => server.close(resolve));
      await loseSandboxes();
      server.closeAllConnections();
      await closed;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
