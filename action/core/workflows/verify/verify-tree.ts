import type { GitObjectId } from '../../../domain/ids.ts';
import type { Execution, Sandbox, SandboxService } from '../../services/sandbox-service.ts';
import type { VerifyLimits } from './limits.ts';

/** Git inside the verify sandbox; it never saw the agent, and is checked all the same. */
export interface VerifyTree {
  /** Makes the workspace exactly the commit, and nothing else; answers with its tree. */
  reset(commit: GitObjectId): Promise<string | undefined>;
  /** Makes the workspace base plus patch; answers with the tree that came out. */
  apply(commit: GitObjectId, patch: Uint8Array): Promise<string | undefined>;
  /** The tree of the index with every tracked file as it is on disk now. */
  read(): Promise<string | undefined>;
}

type Bench = Pick<SandboxService, 'execute' | 'upload'>;

export function createVerifyTree(
  service: Bench,
  sandbox: Sandbox,
  limits: VerifyLimits,
): VerifyTree {
  const patchFile = `${sandbox.scratch}/candidate.patch`;
  const spareIndex = { GIT_INDEX_FILE: `${sandbox.scratch}/candidate.index` };
  const git = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    service.execute(sandbox, {
      argv: ['git', ...settings, ...words],
      cwd: sandbox.workspace,
      env: { ...quietGit, HOME: sandbox.scratch, ...env },
      timeoutSeconds: limits.gitTimeoutSeconds,
      maxOutputBytes: 64 * 1024,
    });
  return {
    async reset(commit) {
      for (const step of [
        ['reset', '--hard', '--quiet', commit],
        ['clean', '-ffdxq'],
      ]) {
        if (!succeeded(await git(step))) return undefined;
      }
      return treeOf(await git(['write-tree']));
    },
    async apply(commit, patch) {
      await service.upload(sandbox, [{ path: patchFile, content: patch }]);
      // Into a spare index first: blobs against blobs, so that no attribute, filter or line
      // ending setting of the repository has a say in what the patch means.
      const steps = [
        ['read-tree', commit],
        ['apply', '--cached', '--binary', ...asItIs, patchFile],
      ];
      for (const step of steps) {
        if (!succeeded(await git(step, spareIndex))) return undefined;
      }
      const tree = treeOf(await git(['write-tree'], spareIndex));
      if (tree === undefined) return undefined;
      const checkedOut = await git(['read-tree', '--reset', '-u', tree]);
      return succeeded(checkedOut) ? treeOf(await git(['write-tree'])) : undefined;
    },
    async read() {
      return succeeded(await git(['add', '--update', '.']))
        ? treeOf(await git(['write-tree']))
        : undefined;
    },
  };
}

const asItIs = ['--whitespace=nowarn'];

/** Whatever the repository or the machine configures, these win. */
const settings = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.untrackedCache=false',
  '-c',
  'safe.directory=*',
  '-c',
  'gc.auto=0',
];

const quietGit = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
};

function succeeded(execution: Execution): boolean {
  return execution.exitCode === 0 && !execution.timedOut;
}

function treeOf(execution: Execution): string | undefined {
  const text = new TextDecoder().decode(execution.stdout).trim();
  return succeeded(execution) && /^[0-9a-f]{40,64}$/.test(text) ? text : undefined;
}
