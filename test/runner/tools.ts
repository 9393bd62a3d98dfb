import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/tree.ts';

/** Programs of others that judge what is ours, where `.ci/run` could install them. */
export interface Tools {
  readonly act: string | undefined;
  readonly actionlint: string | undefined;
  readonly zizmor: string | undefined;
  /** The folder that WorkOS's emulator is installed in. */
  readonly workos: string | undefined;
}

export function findTools(): Tools {
  const cache = join(root, '.patchplane', 'cache');
  return {
    act: there(join(cache, 'bin', 'act')),
    actionlint: there(join(cache, 'bin', 'actionlint')),
    zizmor: there(join(cache, 'zizmor', 'bin', 'zizmor')),
    workos: there(join(cache, 'workos', 'node_modules', 'workos')) && join(cache, 'workos'),
  };
}

function there(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}

/** Runs a linter over files; its whole output where it finds something. */
export function lint(program: string, argv: readonly string[]): string | undefined {
  const done = spawnSync(program, argv, { cwd: root, encoding: 'utf8', timeout: 120_000 });
  return done.status === 0 ? undefined : `${done.stdout}${done.stderr}`;
}
