import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
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
  /** Told of the outermost process while the inside still waits at the gate. */
  readonly onReady?: (pid: number) => void;
}

export interface Jail {
  /** Pipes: 0 stdin, 1 stdout, 2 stderr, 3 and 4 free for its caller. */
  readonly process: ChildProcess;
  /** Ends everything in it; `close` on the process tells when that is done. */
  kill(): void;
}

export function spawnJail(host: JailHost, command: JailCommand): Jail {
  // bubblewrap is pid 1 of the jail, and its environment and arguments can be read there:
  // the environment is empty, and the arguments (host paths) come through a pipe.
  const script = `${entrance}\n${command.script}`;
  const child = spawn(
    host.bwrap,
    ['--args', '5', '--', '/bin/bash', '-c', script, ...command.parameters],
    { env: {}, cwd: '/', stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'] },
  );
  for (const pipe of child.stdio) pipe?.on('error', ignore);
  child.on('error', ignore);
  const words = jailArguments(host, command).map((word) => `${word}\0`);
  pipeOf(child, 5)?.end(words.join(''));
  return { process: child, kill: guardGate(child, command.onReady) };
}

/**
 * Until bubblewrap has tied the life of the inside to its own, killing it would leave the
 * inside running. So the inside says when it is there, and waits for leave to go on; a jail
 * that is killed before never gets it, nor does one whose host died, and it ends by itself.
 */
function guardGate(child: ChildProcess, onReady?: (pid: number) => void): () => void {
  const gate = pipeOf(child, 6);
  let tied = false;
  let killed = false;
  gate?.once('data', () => {
    tied = true;
    if (child.pid !== undefined) onReady?.(child.pid);
    if (killed) child.kill('SIGKILL');
    else gate.end('go\n');
  });
  return () => {
    killed = true;
    if (tied) child.kill('SIGKILL');
    else gate?.end();
  };
}

function pipeOf(child: ChildProcess, index: number): Socket | undefined {
  const pipe = child.stdio.at(index);
  return pipe instanceof Socket ? pipe : undefined;
}

function jailArguments(host: JailHost, { folders, env, cwd }: JailCommand): string[] {
  const environment = { ...baseEnvironment, ...env };
  return [
    ...isolation,
    ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...host.system,
    ...['--proc', '/proc', '--dev', '/dev'],
    ...['--bind', folders.shm, '/dev/shm', '--remount-ro', '/dev'],
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
 * The gate first, then limits, then the relay, then the caller's script. The kernel exempts root from the
 * limit on processes; the watchdog covers that, and memory.
 */
const entrance = `printf ready >&6; read -r leave <&6 || exit 1; exec 6>&-
ulimit -c 0 -n 4096 -u 4096 -f 2097152
if [ -S /run/egress/socket ]; then
  exec 9< <(exec /opt/node/bin/node /opt/egress/relay.mjs 3<&- 4>&- </dev/null 2>/dev/null)
  read -r ready <&9
  exec 9<&-
fi`;

// A jail that dies takes its pipes along; whoever waits learns it from `close`.
function ignore(): void {}
