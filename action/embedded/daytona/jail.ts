import { type ChildProcess, spawn } from 'node:child_process';
import { Writable } from 'node:stream';
import { isolation, type JailHost } from './jail-host.ts';

/** The folders of one sandbox on the host; everything else in a jail is shared and read-only. */
export interface JailFolders {
  readonly home: string;
  readonly tmp: string;
  readonly shm: string;
  /** Holds the relay's socket; absent when nothing at all may be reached. */
  readonly egress?: string;
  /** Bound read-only at `/run/incoming`: a checkout on its way in. */
  readonly incoming?: string;
}

export interface JailCommand {
  readonly folders: JailFolders;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Run by bash, as `$0`, `$1` ... of `script`. */
  readonly script: string;
  readonly parameters: readonly string[];
}

/** Pipes of a jailed process: 0 stdin, 1 stdout, 2 stderr, 3 and 4 free for its caller. */
export function spawnJail(host: JailHost, command: JailCommand): ChildProcess {
  // bubblewrap is pid 1 of the jail, and its environment and arguments can be read there:
  // the environment is empty, and the arguments (host paths) come through a pipe.
  const child = spawn(
    host.bwrap,
    [
      '--args',
      '5',
      '--',
      '/bin/bash',
      '-c',
      `${entrance}\n${command.script}`,
      ...command.parameters,
    ],
    { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'] },
  );
  for (const pipe of child.stdio) pipe?.on('error', ignore);
  child.on('error', ignore);
  const pipe = child.stdio.at(5);
  if (pipe instanceof Writable)
    pipe.end(
      jailArguments(host, command)
        .map((word) => `${word}\0`)
        .join(''),
    );
  return child;
}

function jailArguments(host: JailHost, { folders, env, cwd }: JailCommand): string[] {
  const environment = { ...baseEnvironment, ...env };
  return [
    ...isolation,
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...host.system,
    ...[
      '--proc',
      '/proc',
      '--dev',
      '/dev',
      '--bind',
      folders.shm,
      '/dev/shm',
      '--remount-ro',
      '/dev',
    ],
    ...['--bind', folders.tmp, '/tmp', '--bind', folders.home, '/home/daytona'],
    ...(folders.egress ? ['--ro-bind', folders.egress, '/run/egress'] : []),
    ...(folders.incoming ? ['--ro-bind', folders.incoming, '/run/incoming'] : []),
    ...['--remount-ro', '/', '--chdir', cwd],
  ];
}

const baseEnvironment = {
  PATH: '/opt/node/bin:/usr/local/bin:/usr/bin:/bin',
  HOME: '/home/daytona',
  USER: 'daytona',
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
};

/**
 * Limits first, then the relay, then the caller's script. The kernel exempts root from the
 * limit on processes; the watchdog covers that, and memory.
 */
const entrance = `ulimit -c 0 -n 4096 -u 4096 -f 2097152
if [ -S /run/egress/socket ]; then
  exec 9< <(exec /opt/node/bin/node /opt/egress/relay.mjs 3<&- 4>&- </dev/null 2>/dev/null)
  read -r ready <&9
  exec 9<&-
fi`;

// A jail that dies takes its pipes along; whoever waits learns it from `close`.
function ignore(): void {}
