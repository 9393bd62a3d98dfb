import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command, Execution } from '../../../action/core/services/sandbox-service.ts';
import type { VerifySandboxes } from '../../../action/core/workflows/verify/place.ts';
import { TreeChange } from '../../../action/domain/candidate-patch-set.ts';
import { Failure } from '../../../action/domain/failure.ts';

/**
 * The sandbox contract on this machine, without isolation: for this suite's own little
 * repositories only, to see the real git and the real test runner at work.
 */
export function createLocalBench(
  repository: string,
): VerifySandboxes & { readonly destroyed: string[] } {
  const destroyed: string[] = [];
  return {
    destroyed,
    async provision({ purpose, checkout }) {
      const root = mkdtempSync(join(tmpdir(), 'patchplane-bench-'));
      const workspace = join(root, 'workspace');
      cpSync(repository, workspace, { recursive: true });
      mkdirSync(join(root, 'scratch'));
      const sandbox = {
        id: root,
        provider: 'local',
        purpose,
        workspace,
        scratch: join(root, 'scratch'),
        isolation: { network: 'none asked for' },
        // As a sandbox that was probed says it; what policy makes of others has tests of its own.
        egress: { status: 'enforced' as const, probes: [], refused: null },
      };
      git(workspace, 'checkout', '--quiet', '--detach', checkout.commit);
      return sandbox;
    },
    async upload(_, files) {
      for (const { path, content } of files) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
    },
    narrow: async (sandbox) => sandbox,
    execute: async ({ workspace }, command) => run({ cwd: workspace, ...command }),
    async collectArtifacts(_, paths, maxBytes) {
      return paths.map((path) => {
        if (!existsSync(path)) return undefined;
        if (statSync(path).size > maxBytes)
          throw new Failure({ code: 'too-large', tell: 'The file is too large.' });
        return readFileSync(path);
      });
    },
    async destroy({ id }) {
      rmSync(id, { recursive: true, force: true });
      destroyed.push(id);
    },
  };
}

function run({ argv, cwd, env, timeoutSeconds, maxOutputBytes }: Command): Execution {
  const [program = '', ...rest] = argv;
  const startedAt = performance.now();
  const node = dirname(process.execPath);
  const ended = spawnSync(program, rest, {
    ...(cwd ? { cwd } : {}),
    env: { PATH: `${node}:${process.env['PATH'] ?? ''}`, ...env },
    timeout: timeoutSeconds * 1_000,
    maxBuffer: 1 << 28,
  });
  return {
    exitCode: ended.status,
    timedOut: ended.signal === 'SIGTERM',
    stdout: ended.stdout.subarray(0, maxOutputBytes),
    stderr: ended.stderr.subarray(0, maxOutputBytes),
    truncated: ended.stdout.length > maxOutputBytes || ended.stderr.length > maxOutputBytes,
    durationMs: performance.now() - startedAt,
  };
}

/** Runs git in a scratch repository and answers with its output, untrimmed bytes as text. */
export function git(cwd: string, ...words: string[]): string {
  const ended = spawnSync('git', words, {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'a',
      GIT_AUTHOR_EMAIL: 'a@example.com',
      GIT_COMMITTER_NAME: 'a',
      GIT_COMMITTER_EMAIL: 'a@example.com',
    },
  });
  if (ended.status !== 0) throw new Error(`git ${words.join(' ')}: ${ended.stderr}`);
  return ended.stdout;
}

/** Files by path; null deletes. Answers with commit and tree. */
export function commitFiles(repository: string, files: Readonly<Record<string, string | null>>) {
  for (const [path, content] of Object.entries(files)) {
    const full = join(repository, path);
    if (content === null) rmSync(full);
    else {
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--allow-empty', '--message', 'change');
  return {
    commit: git(repository, 'rev-parse', 'HEAD').trim(),
    tree: git(repository, 'rev-parse', 'HEAD^{tree}').trim(),
  };
}

/** The canonical patch of two trees. */
export function patchOf(repository: string, from: string, to: string): Uint8Array {
  const ended = spawnSync(
    'git',
    [
      'diff-tree',
      '-p',
      '--binary',
      '--full-index',
      '--no-renames',
      '--no-textconv',
      '--no-ext-diff',
      from,
      to,
    ],
    { cwd: repository, maxBuffer: 1 << 28 },
  );
  return new Uint8Array(ended.stdout);
}

/** The changes between two trees, as the trusted side lists them. */
export function changesOf(repository: string, from: string, to: string): TreeChange[] {
  const fields = git(repository, 'diff-tree', '-r', '-z', '--raw', '--no-renames', from, to).split(
    '\0',
  );
  const changes: TreeChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [oldMode = '', newMode = '', oldBlob = '', newBlob = '', status] = (fields[at] ?? '')
      .slice(1)
      .split(' ');
    const present = (id: string) => (/^0+$/.test(id) ? null : id);
    changes.push(
      TreeChange.parse({
        path: fields[at + 1],
        status,
        oldMode: present(oldMode),
        newMode: present(newMode),
        oldBlob: present(oldBlob),
        newBlob: present(newBlob),
      }),
    );
  }
  return changes;
}
