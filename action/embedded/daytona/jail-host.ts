import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../domain/failure.ts';
import { findProgram } from '../find-program.ts';
import { relayProgram } from './relay-program.ts';

/** What every jail of one host shares: where bubblewrap is and what is bound read-only. */
export interface JailHost {
  readonly bwrap: string;
  /** bubblewrap arguments for `/usr`, `/etc`, Node, npm and Pi. */
  readonly system: readonly string[];
}

export interface JailHostOptions {
  readonly stateDir: string;
  /** Absolute path; looked for when it is not given. */
  readonly bwrap?: string;
  /** Node 22 or later. */
  readonly nodeBin: string;
  /** Package folder of Pi; its entry is `dist/bundle/cli.js`. */
  readonly piDir?: string;
  /** Package folder of npm; its entry is `bin/npm-cli.js`. */
  readonly npmDir?: string;
}

/** Proves that bubblewrap works here with what every jail gets; throws `Failure` where it does not. */
export function prepareJailHost(options: JailHostOptions): JailHost {
  const bwrap = options.bwrap ?? findProgram('bwrap', process.env['PATH'] ?? '');
  if (!bwrap) throw unusable('bubblewrap is not installed');
  const system = [
    ...hostSystem(),
    ...privateEtc(join(options.stateDir, 'etc')),
    ...programs(options),
  ];
  const probe = spawnSync(
    bwrap,
    [...isolation, ...system, '--proc', '/proc', '--dev', '/dev', '--', '/bin/bash', '-c', ':'],
    { env: {}, encoding: 'utf8', timeout: 20_000 },
  );
  if (probe.status !== 0) {
    throw unusable(`bubblewrap cannot make a jail here (${probe.stderr.trim().slice(0, 200)})`);
  }
  return { bwrap, system: [...system, ...hardening(bwrap)] };
}

/** Own user, pid, network, ipc, uts, cgroup and mount namespaces; no capability; no terminal. */
export const isolation: readonly string[] = [
  ...['--unshare-all', '--unshare-user', '--uid', '1000', '--gid', '1000'],
  ...['--cap-drop', 'ALL', '--die-with-parent', '--new-session'],
  ...['--hostname', 'sandbox', '--clearenv'],
];

// Older releases lack it: then a process may make further namespaces inside its own.
function hardening(bwrap: string): string[] {
  const help = spawnSync(bwrap, ['--help'], { env: {}, encoding: 'utf8' });
  return help.stdout.includes('--disable-userns') ? ['--disable-userns'] : [];
}

function hostSystem(): string[] {
  const merged = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'].flatMap((path) => {
    const entry = lstatSync(path, { throwIfNoEntry: false });
    if (!entry) return [];
    if (entry.isSymbolicLink()) return ['--symlink', readlinkSync(path), path];
    return ['--ro-bind', path, path];
  });
  return ['--ro-bind', '/usr', '/usr', ...merged];
}

const etcFiles = {
  passwd: 'root:x:0:0:root:/:/bin/false\ndaytona:x:1000:1000::/home/daytona:/bin/bash\n',
  group: 'root:x:0:\ndaytona:x:1000:\n',
  hosts: '127.0.0.1 localhost sandbox\n::1 localhost\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\n',
  shells: '/bin/bash\n',
};

/** Accounts, names and keys of the host stay outside; only what programs cannot do without. */
function privateEtc(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(etcFiles))
    writeFileSync(join(folder, name), content);
  const own = readdirSync(folder).flatMap((name) => [
    '--ro-bind',
    join(folder, name),
    `/etc/${name}`,
  ]);
  const shared = [
    '/etc/ssl',
    '/etc/pki',
    '/etc/ca-certificates',
    '/etc/alternatives',
    '/etc/ld.so.cache',
  ];
  return [
    ...['--tmpfs', '/etc', ...own],
    ...shared.flatMap((path) => ['--ro-bind-try', path, path]),
    ...['--remount-ro', '/etc'],
  ];
}

function programs({ stateDir, nodeBin, piDir, npmDir }: JailHostOptions): string[] {
  const folder = join(stateDir, 'programs');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'relay.mjs'), relayProgram);
  const bound = [
    ...['--ro-bind', nodeBin, '/opt/node/bin/node'],
    ...['--ro-bind', join(folder, 'relay.mjs'), '/opt/egress/relay.mjs'],
  ];
  if (piDir) bound.push('--ro-bind', piDir, '/opt/pi');
  if (npmDir) {
    bound.push('--ro-bind', npmDir, '/opt/node/lib/node_modules/npm');
    for (const name of ['npm', 'npx']) {
      const cli = `/opt/node/lib/node_modules/npm/bin/${name}-cli.js`;
      writeFileSync(join(folder, name), `#!/bin/sh\nexec /opt/node/bin/node ${cli} "$@"\n`, {
        mode: 0o755,
      });
      bound.push('--ro-bind', join(folder, name), `/opt/node/bin/${name}`);
    }
  }
  return bound;
}

/** Whoever starts this makes sure of it beforehand, and says there what to do. */
function unusable(because: string): Failure {
  return new Failure({
    code: 'misconfigured',
    tell: `${because}, and agent code never runs outside a jail.`,
  });
}
