import type { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
  FrozenBase,
  TrustedRepository,
} from '../../../action/core/services/source-control-service.ts';
import { createTrustedGit } from '../../../action/plugins/git/create-trusted-git.ts';
import type { CandidateLimits } from '../../../action/plugins/git/limits.ts';

/** Contents by path; an executable or a link where a string is not enough. */
export type Files = Readonly<
  Record<string, string | Uint8Array | { readonly exec: string } | { readonly link: string }>
>;

/** A repository as people have it: an origin, and an ordinary clone with default configuration. */
export interface Scratch {
  readonly root: string;
  readonly origin: string;
  /** A work tree at the base commit, with its `.git`, where an agent may do what it likes. */
  readonly workspace: string;
  readonly base: FrozenBase;
  open(limits?: CandidateLimits): Promise<TrustedRepository>;
  /** What anyone gets who runs the documented command in an ordinary clone. */
  independentPatch(resultTree: string): Buffer;
  /** Variables that let an ordinary git read what the trusted side stored. */
  objects(): Readonly<Record<string, string>>;
  remove(): void;
}

export function createScratch(
  files: Files,
  submodules: Readonly<Record<string, string>> = {},
): Scratch {
  const root = mkdtempSync(join(tmpdir(), 'patchplane-scratch-'));
  const origin = join(root, 'origin.git');
  const workspace = join(root, 'workspace');
  const state = join(root, 'state');
  const git = ordinaryGit(root);
  git(root, 'init', '-q', '-b', 'main', workspace);
  writeFiles(workspace, files);
  git(workspace, 'add', '-A', '-f');
  for (const [path, commit] of Object.entries(submodules))
    git(workspace, 'update-index', '--add', '--cacheinfo', `160000,${commit},${path}`);
  git(workspace, 'commit', '-q', '--allow-empty', '-m', 'base');
  git(root, 'clone', '-q', '--bare', workspace, origin);
  const base = {
    commit: git(workspace, 'rev-parse', 'HEAD').toString().trim(),
    tree: git(workspace, 'rev-parse', 'HEAD^{tree}').toString().trim(),
    ref: 'refs/heads/main',
  };
  const objects = () => ({ GIT_ALTERNATE_OBJECT_DIRECTORIES: objectFolders(state) });
  return {
    root,
    origin,
    workspace,
    base,
    open: (limits) =>
      createTrustedGit({
        cloneUrl: () => `file://${origin}`,
        stateDir: state,
        allowedProtocols: ['file'],
        ...(limits && { limits }),
      }).open({ externalId: '1', owner: 'octo', name: 'sample' }, base),
    independentPatch: (resultTree) => {
      const clone = mkdtempSync(join(root, 'clone-'));
      git(root, 'clone', '-q', '--no-checkout', origin, clone);
      return git(clone, ...documentedCommand, base.tree, resultTree, objects());
    },
    objects,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** As the interface fixes it, word by word. */
const documentedCommand = [
  'diff-tree',
  '-p',
  '--binary',
  '--full-index',
  '--no-renames',
  '--no-textconv',
  '--no-ext-diff',
] as const;

export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, target);
    else if (typeof content === 'object' && 'exec' in content) {
      writeFileSync(target, content.exec);
      chmodSync(target, 0o755);
    } else writeFileSync(target, content);
  }
}

const { PATH } = process.env;

/** git with the environment of a person who configured nothing but a name. */
export function ordinaryGit(home: string) {
  return (
    cwd: string,
    ...given: readonly (string | Readonly<Record<string, string>>)[]
  ): Buffer => {
    const args = given.filter((part) => typeof part === 'string');
    const variables = Object.assign({}, ...given.filter((part) => typeof part === 'object'));
    return execFileSync('git', args, {
      cwd,
      maxBuffer: 512 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH,
        HOME: home,
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.com',
        ...variables,
      },
    });
  };
}

function objectFolders(state: string): string {
  return readdirSync(state)
    .map((name) => join(state, name, 'repository.git/objects'))
    .join(':');
}
