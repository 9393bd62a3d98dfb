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
  const spareIndex = `${sandbox.scratch}/candidate.index`;
  // One call per question: a call costs more than the git commands in it. The scripts are
  // fixed; what varies comes as arguments.
  const ask = async (script: string, ...values: readonly string[]) =>
    treeOf(
      await service.execute(sandbox, {
        argv: ['sh', '-ec', script, 'sh', ...values],
        cwd: sandbox.workspace,
        env: { ...quietGit, HOME: sandbox.scratch },
        timeoutSeconds: limits.gitTimeoutSeconds,
        maxOutputBytes: 64 * 1024,
      }),
    );
  return {
    reset: (commit) => ask(resetScript, commit),
    async apply(commit, patch) {
      await service.upload(sandbox, [{ path: patchFile, content: patch }]);
      return ask(applyScript, commit, patchFile, spareIndex);
    },
    read: () => ask(readScript),
  };
}

const resetScript = `
git reset --hard --quiet "$1"
git clean -ffdxq
git write-tree`;

/**
 * Into a spare index first: blobs against blobs, so that no attribute, filter or line ending
 * setting of the repository has a say in what the patch means.
 */
const applyScript = `
GIT_INDEX_FILE="$3" git read-tree "$1"
GIT_INDEX_FILE="$3" git apply --cached --binary --whitespace=nowarn "$2"
tree=$(GIT_INDEX_FILE="$3" git write-tree)
git read-tree --reset -u "$tree"
git write-tree`;

const readScript = `
git add --update .
git write-tree`;

/** Whatever the repository or the machine configures, these win (git-config(1), GIT_CONFIG_COUNT). */
const settings = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['core.untrackedCache', 'false'],
  ['safe.directory', '*'],
  ['gc.auto', '0'],
] as const;

const quietGit = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
  GIT_CONFIG_COUNT: String(settings.length),
  ...Object.fromEntries(
    settings.flatMap(([key, value], at) => [
      [`GIT_CONFIG_KEY_${at}`, key],
      [`GIT_CONFIG_VALUE_${at}`, value],
    ]),
  ),
};

function succeeded(execution: Execution): boolean {
  return execution.exitCode === 0 && !execution.timedOut;
}

function treeOf(execution: Execution): string | undefined {
  const text = new TextDecoder().decode(execution.stdout).trim();
  return succeeded(execution) && /^[0-9a-f]{40,64}$/.test(text) ? text : undefined;
}
