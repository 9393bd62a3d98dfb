import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CaptureScratch,
  candidateOf,
  changesOf,
  createCaptureScratch,
} from '../core/capture/capture-scratch.ts';
import { ordinaryGit, writeFiles } from '../plugins/git/scratch-repository.ts';

const scratches: CaptureScratch[] = [];
afterEach(() => {
  for (const scratch of scratches.splice(0)) scratch.remove();
});

type Git = (...args: readonly string[]) => void;
type Sabotage = (workspace: string, git: Git, pwned: string) => void;

const sabotages: readonly (readonly [string, Sabotage])[] = [
  [
    'its git configuration',
    (workspace, git, pwned) => {
      git('config', 'core.fsmonitor', `touch ${pwned}`);
      git('config', 'core.worktree', '/etc');
      git('config', 'core.autocrlf', 'true');
      git('config', 'diff.noprefix', 'true');
      git('config', 'diff.external', `touch ${pwned}`);
      git('config', 'core.ignoreCase', 'true');
      git('config', 'include.path', join(workspace, 'evil'));
    },
  ],
  [
    'hooks',
    (workspace, git, pwned) => {
      const hooks = join(workspace, '.git/hooks');
      mkdirSync(hooks, { recursive: true });
      for (const name of ['pre-commit', 'post-index-change', 'reference-transaction']) {
        writeFileSync(join(hooks, name), `#!/bin/sh\ntouch ${pwned}\n`);
        chmodSync(join(hooks, name), 0o755);
      }
      git('config', 'core.hooksPath', hooks);
    },
  ],
  [
    'flags of its index',
    (_workspace, git) => {
      git('update-index', '--assume-unchanged', 'a');
      git('update-index', '--skip-worktree', 'b');
    },
  ],
  [
    'its private ignore rules',
    (workspace) => {
      mkdirSync(join(workspace, '.git/info'), { recursive: true });
      writeFileSync(join(workspace, '.git/info/exclude'), '*\n');
    },
  ],
  [
    'its private attributes',
    (workspace) => {
      mkdirSync(join(workspace, '.git/info'), { recursive: true });
      writeFileSync(join(workspace, '.git/info/attributes'), '* -diff\n');
    },
  ],
  [
    'replaced objects and alternates',
    (workspace, git) => {
      git('add', '-A');
      git('commit', '-qm', 'fake');
      git('replace', 'HEAD~1', 'HEAD');
      mkdirSync(join(workspace, '.git/objects/info'), { recursive: true });
      writeFileSync(join(workspace, '.git/objects/info/alternates'), '/tmp\n');
    },
  ],
  [
    'a moved HEAD and a rewritten index',
    (_workspace, git) => {
      git('add', '-A');
      git('commit', '-qm', 'hide everything');
      git('branch', '-M', 'other');
    },
  ],
  ['its whole .git', (workspace) => rmSync(join(workspace, '.git'), { recursive: true })],
  [
    'a .git that is a file',
    (workspace) => {
      rmSync(join(workspace, '.git'), { recursive: true });
      writeFileSync(join(workspace, '.git'), 'gitdir: /etc\n');
    },
  ],
  [
    'the git binary',
    (workspace, _git, pwned) => {
      const fake = join(workspace, '..', 'bin');
      mkdirSync(fake);
      writeFileSync(join(fake, 'git'), `#!/bin/sh\ntouch ${pwned}\n`);
      chmodSync(join(fake, 'git'), 0o755);
      execFileSync('true', { env: { PATH: `${fake}:/usr/bin:/bin` } });
    },
  ],
];

describe("[D5] [PRD-14] the sandbox's git is not believed", () => {
  it.each(sabotages)(
    'an agent that rewrites %s changes nothing about the patch',
    async (_about, sabotage) => {
      const made = createCaptureScratch({ a: '1\n', b: '1\n', '.gitignore': 'ignored\n' });
      scratches.push(made);
      const pwned = join(made.root, 'pwned');
      const git: Git = (...args) => void ordinaryGit(made.root)(made.workspace, ...args);
      writeFiles(made.workspace, { a: '2\n', b: '2\n', new: 'n\n', ignored: 'i' });
      sabotage(made.workspace, git, pwned);
      // The sabotage itself may have run a hook; what counts is what happens from here.
      rmSync(pwned, { force: true });

      const outcome = await made.capture();

      const { set, patch } = candidateOf(outcome);
      expect(changesOf(outcome)).toEqual(['M a', 'M b', 'A new']);
      expect(Buffer.compare(patch, made.independentPatch(set.resultTree))).toBe(0);
      expect(existsSync(pwned)).toBe(false);
    },
  );
});
