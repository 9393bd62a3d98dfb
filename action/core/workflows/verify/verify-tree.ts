import type { GitObjectId } from '../../../domain/ids.ts';
import type { Execution, Sandbox, SandboxService } from '../../services/sandbox-service.ts';
import type { VerifyLimits } from './limits.ts';

/** Git inside the verify sandbox; it never saw the agent, and is checked all the same. */
export interface VerifyTree {
  /** Remembers the workspace as the set-up left it; `reset` goes back to that from then on. */
  keep(): Promise<boolean>;
  /** Makes the workspace exactly the commit, and nothing else; answers with its tree. */
  reset(commit: GitObjectId): Promise<string | undefined>;
  /** Makes the workspace base plus patch; answers with the tree that came out. */
  apply(commit: GitObjectId, patch: Uint8Array): Promise<string | undefined>;
  /** Puts these files back as the commit has them; answers with the tree that came out. */
  restore(commit: GitObjectId, paths: readonly Uint8Array[]): Promise<string | undefined>;
  /**
   * A digest of tracked files as their bytes are on disk now; `holds` says which are tracked. No
   * conversion of line endings or the like: two readings are equal where nothing was written.
   */
  read(holds: GitObjectId): Promise<string | undefined>;
  /** Makes tracked files those of the tree again, and leaves everything else. */
  put(tree: GitObjectId): Promise<string | undefined>;
}

type Bench = Pick<SandboxService, 'execute' | 'upload'>;

export function createVerifyTree(
  service: Bench,
  sandbox: Sandbox,
  limits: VerifyLimits,
): VerifyTree {
  const { scratch } = sandbox;
  const file = (name: string) => `${scratch}/${name}`;
  let kept: string | undefined;
  // One call per question: a call costs more than the git commands in it. The scripts are
  // fixed; what varies comes as arguments.
  const run = (script: string, values: readonly string[]) =>
    service.execute(sandbox, {
      argv: ['sh', '-ec', script, 'sh', ...values],
      cwd: sandbox.workspace,
      env: { ...quietGit, HOME: scratch },
      timeoutSeconds: limits.gitTimeoutSeconds,
      maxOutputBytes: 64 * 1024,
    });
  const ask = async (script: string, ...values: readonly string[]) =>
    treeOf(await run(script, values));
  return {
    async keep() {
      const copy = file(`prepared-${crypto.randomUUID()}`);
      const done = succeeded(await run(keepScript, [copy]));
      if (done) kept = copy;
      return done;
    },
    reset: (commit) =>
      kept === undefined ? ask(resetScript, commit) : ask(returnScript, commit, kept),
    async apply(commit, patch) {
      await service.upload(sandbox, [{ path: file('candidate.patch'), content: patch }]);
      return ask(applyScript, commit, file('candidate.patch'), file('candidate.index'));
    },
    async restore(commit, paths) {
      const list = paths.flatMap((path) => [...path, 0]);
      await service.upload(sandbox, [{ path: file('restored'), content: Uint8Array.from(list) }]);
      return ask(restoreScript, commit, file('restored'));
    },
    read: (holds) => ask(readScript, holds, file(`read-${crypto.randomUUID()}`)),
    put: (tree) => ask(putScript, tree),
  };
}

const keepScript = `
mkdir -m 700 -- "$1"
cp -a ./. "$1/"`;

const resetScript = `
rm -f -- "$(git rev-parse --git-path index)"
git reset --hard --quiet "$1"
git clean -ffdxq
git write-tree`;

const returnScript = `
find . -mindepth 1 -maxdepth 1 -exec rm -rf -- {} +
cp -a "$2/." ./
rm -f -- "$(git rev-parse --git-path index)"
git reset --hard --quiet "$1"
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

const restoreScript = `
git --literal-pathspecs checkout --quiet "$1" --pathspec-from-file="$2" --pathspec-file-nul
git write-tree`;

/**
 * With an index, a configuration and attributes that no check could write before: a file marked
 * as unchanged, or a filter that turns it back while git looks, hides nothing.
 */
const readScript = `
objects=$(cd "$(git rev-parse --git-path objects)" && pwd -P)
git init --quiet --bare "$2"
printf '%s\\n' "$objects" > "$2/objects/info/alternates"
echo '* -text -eol -ident -filter -working-tree-encoding' > "$2/info/attributes"
export GIT_DIR="$2" GIT_WORK_TREE=.
git read-tree "$1"
git add --update .
git write-tree`;

/** What the index remembers of files may be a lie: it is made anew. */
const putScript = `
rm -f -- "$(git rev-parse --git-path index)"
git read-tree "$1"
git checkout-index --all --force
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
