import { spawnSync } from 'node:child_process';
import { Failure } from '../domain/failure.ts';
import { findProgram } from './find-program.ts';

const install = 'apt-get install -y bubblewrap';

/**
 * Makes sure that there is a working jail before anything starts: agent code never runs
 * outside one. Installs bubblewrap where that needs no question (root, or sudo without a
 * password); otherwise throws with the exact command.
 */
export function requireBubblewrap(path: string, note: (text: string) => void): void {
  if (!findProgram('bwrap', path)) installBubblewrap(path, note);
  if (!findProgram('bwrap', path)) {
    throw missing(
      `bubblewrap is not installed, and agent code never runs without it. Run: sudo ${install}`,
    );
  }
  const probe = spawnSync(
    'bwrap',
    [
      '--unshare-all',
      '--unshare-user',
      '--die-with-parent',
      '--ro-bind',
      '/',
      '/',
      '--proc',
      '/proc',
      '--dev',
      '/dev',
      'true',
    ],
    { env: { PATH: path }, timeout: 10_000, encoding: 'utf8' },
  );
  if (probe.status === 0) return;
  throw missing(
    `bubblewrap can not make a jail here (${(probe.stderr ?? '').trim().split('\n')[0] || 'it did not answer'}). Where AppArmor restricts user namespaces, run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`,
  );
}

function installBubblewrap(path: string, note: (text: string) => void): void {
  const apt = findProgram('apt-get', path);
  if (!apt) return;
  const sudo = process.getuid?.() === 0 ? [] : passwordless(path);
  if (!sudo) return;
  note('Installing bubblewrap (once)...');
  const run = (...argv: string[]) => {
    const [program = apt, ...rest] = [...sudo, apt, ...argv];
    return spawnSync(program, rest, {
      env: { PATH: path, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
      timeout: 300_000,
    });
  };
  if (run('install', '-y', 'bubblewrap').status === 0) return;
  run('update');
  run('install', '-y', 'bubblewrap');
}

function passwordless(path: string): string[] | undefined {
  const sudo = findProgram('sudo', path);
  if (!sudo) return undefined;
  const allowed = spawnSync(sudo, ['-n', 'true'], {
    env: { PATH: path },
    stdio: 'ignore',
    timeout: 5_000,
  });
  return allowed.status === 0 ? [sudo, '-n'] : undefined;
}

function missing(tell: string): Failure {
  return new Failure({ code: 'misconfigured', tell });
}
