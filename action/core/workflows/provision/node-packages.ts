import type { BaseFiles } from './base-files.ts';

/** Whoever installs and runs packages here, by the lockfile that is there. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Runs the script `test` with its hooks. */
  readonly test: readonly string[];
  /** Runs a program that is installed, and fetches none. */
  readonly exec: readonly string[];
}

const managers: readonly (PackageManager & { readonly lockfiles: readonly string[] })[] = [
  {
    name: 'pnpm',
    test: ['pnpm', 'test'],
    exec: ['pnpm', 'exec'],
    lockfiles: ['pnpm-lock.yaml'],
  },
  { name: 'yarn', test: ['yarn', 'test'], exec: ['yarn', 'run'], lockfiles: ['yarn.lock'] },
  {
    name: 'bun',
    test: ['bun', 'run', 'test'],
    exec: ['bun', 'x', '--no-install'],
    lockfiles: ['bun.lock', 'bun.lockb'],
  },
];

const npm: PackageManager = {
  name: 'npm',
  test: ['npm', 'test'],
  exec: ['npx', '--no-install'],
};

export function packageManagerOf(files: BaseFiles): PackageManager {
  return managers.find(({ lockfiles }) => lockfiles.some(files.has)) ?? npm;
}
