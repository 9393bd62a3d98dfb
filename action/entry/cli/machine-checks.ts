import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Environment } from '../environment-reader.ts';
import type { ProposeInputs } from '../job-inputs.ts';
import { type Check, green, red } from './check.ts';

/** Runs a program quietly: its first line, or undefined where it is missing or fails. */
export type Probe = (program: string, ...argv: readonly string[]) => string | undefined;

export function createProbe(environment: Environment): Probe {
  return (program, ...argv) => {
    const done = spawnSync(program, argv, {
      // A name is looked up, nothing else of the environment is passed on.
      env: { PATH: environment['PATH'] ?? '/usr/bin:/bin' },
      timeout: 10_000,
      encoding: 'utf8',
    });
    return done.status === 0 ? (done.stdout.split('\n')[0] ?? '') : undefined;
  };
}

export function checkNode(version: string): Check {
  const [major = 0] = version.split('.').map(Number);
  return major >= 22
    ? green('node', `Node ${version}`)
    : red('node', `Node ${version} is too old`, 'Use Node 22 or later (actions/setup-node).');
}

export function checkGit(probe: Probe): Check {
  const version = probe('git', '--version');
  return version === undefined
    ? red('git', 'git is not installed', 'Install it: sudo apt-get install -y git')
    : green('git', version);
}

/** The same jail that an agent would get, around a program that does nothing. */
const jailed = ['--unshare-all', '--unshare-user', '--die-with-parent', '--ro-bind', '/', '/'];
const daytonaInstead = 'or set DAYTONA_API_KEY for remote sandboxes';

export function checkSandbox(
  kind: ProposeInputs['sandbox']['kind'],
  platform: string,
  probe: Probe,
): Check {
  if (kind === 'daytona') return green('sandbox', 'remote, in Daytona');
  if (platform !== 'linux')
    return red(
      'sandbox',
      'jails on the runner need Linux',
      `Use a Linux runner, ${daytonaInstead}.`,
    );
  if (probe('bwrap', ...jailed, 'true') !== undefined)
    return green('sandbox', 'bubblewrap makes jails on this machine');
  if (probe('sudo', '-n', 'true') !== undefined)
    return green(
      'sandbox',
      'bubblewrap is not ready, but can be made so with sudo when a run starts',
    );
  const missing = probe('bwrap', '--version') === undefined;
  return missing
    ? red(
        'sandbox',
        'bubblewrap is not installed',
        `sudo apt-get install -y bubblewrap\n${daytonaInstead}`,
      )
    : red(
        'sandbox',
        'bubblewrap can not make a jail here: user namespaces are restricted',
        `Load an AppArmor profile that lets bwrap make them: docs/runner-sandbox.md has it.\n${daytonaInstead}`,
      );
}

/** Bundles go here; found out before a run instead of after it. */
export function checkStateFolder(folder: string, stateDir: string): Check {
  let nearest = resolve(folder, stateDir);
  while (!existsSync(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK);
    return green('state', `bundles can be written to ${stateDir}`);
  } catch {
    const fix = 'Make it writable, or set PATCHPLANE_STATE_DIR to a folder that is.';
    return red('state', `bundles can not be written to ${stateDir}`, fix);
  }
}
