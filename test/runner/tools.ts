import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/tree.ts';

/** Programs of others that judge our workflows, where `.ci/run` could install them. */
export interface Tools {
  readonly act: string | undefined;
  readonly actionlint: string | undefined;
  readonly zizmor: string | undefined;
}

export function findTools(): Tools {
  const cache = join(root, '.patchplane', 'cache');
  return {
    act: there(join(cache, 'bin', 'act')),
    actionlint: there(join(cache, 'bin', 'actionlint')),
    zizmor: there(join(cache, 'zizmor', 'bin', 'zizmor')),
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
