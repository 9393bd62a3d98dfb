import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetworkRequest } from './allow-list.ts';
import { createNetwork } from './box-network.ts';
import { createCgroup } from './cgroup.ts';
import type { CreateRequest } from './create-request.ts';
import type { Egress, EgressRecord } from './egress.ts';
import { type Jail, type JailFolders, spawnJail } from './jail.ts';
import type { JailHost } from './jail-host.ts';
import { type OneShot, type OneShotResult, runOneShot } from './one-shot.ts';
import { openSession, type Session, sessionScript } from './session.ts';

export const home = '/home/daytona';

/** Above what the watchdog lets a sandbox have: it destroys one, the kernel only says no. */
const limits = { memoryBytes: 8 * 1024 ** 3, processes: 2_048 };

/** One sandbox: a few folders, and a jail around every program that runs on them. */
export interface Box {
  readonly id: string;
  readonly request: CreateRequest;
  /** What may be reached now; a create request names it first. */
  network(): NetworkRequest;
  setNetwork(request: NetworkRequest): Promise<void>;
  readonly createdAt: string;
  /** What holds it to memory and processes, in words. */
  readonly limits: string;
  readonly sessions: Map<string, Session>;
  openSession(sessionId: string): void;
  closeSession(sessionId: string): Promise<void>;
  run(oneShot: OneShot): Promise<OneShotResult>;
  /** A fresh folder on the host that no jail can write to. */
  staging(): string;
  /** Outermost processes of its jails. */
  pids(): readonly number[];
  /** Kills what runs and removes what it left. */
  destroy(): Promise<void>;
  readonly destroyed: AbortSignal;
}

export interface BoxOptions {
  readonly host: JailHost;
  readonly folder: string;
  readonly request: CreateRequest;
  readonly now: () => number;
  readonly onEgress: (entry: Omit<EgressRecord, 'at'>) => void;
}

export async function createBox({
  host,
  folder,
  request,
  now,
  onEgress,
}: BoxOptions): Promise<Box> {
  const id = randomUUID();
  const root = join(folder, id);
  const folders = makeFolders(root);
  const network = await createNetwork(join(root, 'egress'), request, (entry) =>
    onEgress({ sandboxId: id, ...entry }),
  );
  const cgroup = createCgroup(`patchplane-${id}`, limits);
  const sessions = new Map<string, Session>();
  const jails = new Set<Jail>();
  const gone = new AbortController();

  function open(script: string, parameters: readonly string[], settings: Partial<OneShot>): Jail {
    const jail = spawnJail(host, {
      folders: foldersFor(folders, network.egress(), settings),
      env: { ...network.environment(), ...request.env, ...settings.env },
      cwd: settings.cwd ?? home,
      script,
      parameters,
      onReady: cgroup.enter,
    });
    jails.add(jail);
    jail.process.on('close', () => jails.delete(jail));
    if (gone.signal.aborted) jail.kill();
    return jail;
  }

  return {
    id,
    request,
    network: network.now,
    setNetwork: network.set,
    limits: wordsFor(cgroup.kind),
    createdAt: new Date(now()).toISOString(),
    sessions,
    destroyed: gone.signal,
    openSession(sessionId) {
      sessions.set(
        sessionId,
        openSession((marker) => open(sessionScript, [marker], {})),
      );
    },
    async closeSession(sessionId) {
      const session = sessions.get(sessionId);
      sessions.delete(sessionId);
      session?.kill();
      await session?.closed;
    },
    run: (oneShot) =>
      runOneShot(open(oneShot.script, ['run', ...oneShot.parameters], oneShot), oneShot),
    staging() {
      const staging = join(root, 'staging', randomUUID());
      mkdirSync(staging, { recursive: true });
      return staging;
    },
    pids: () => [...jails].flatMap(({ process }) => process.pid ?? []),
    async destroy() {
      gone.abort();
      const ended = [...jails].map(({ process }) => once(process, 'close'));
      for (const jail of jails) jail.kill();
      network.close();
      await Promise.all(ended);
      await cgroup.close();
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function wordsFor(kind: ReturnType<typeof createCgroup>['kind']): string {
  const { memoryBytes, processes } = limits;
  if (kind === 'none') return 'watchdog and ulimit; no cgroup can be made here';
  return `${kind}: ${memoryBytes / 1024 ** 3} GiB of memory, ${processes} processes; watchdog and ulimit`;
}

function makeFolders(root: string): JailFolders {
  const folders = { home: join(root, 'home'), tmp: join(root, 'tmp'), shm: join(root, 'shm') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folders;
}

function foldersFor(
  inside: JailFolders,
  egress: Egress | undefined,
  { incoming, offline }: Pick<OneShot, 'incoming' | 'offline'>,
): JailFolders {
  return {
    ...inside,
    ...(egress === undefined || offline ? {} : { egress: egress.folder }),
    ...(incoming === undefined ? {} : { incoming }),
  };
}
