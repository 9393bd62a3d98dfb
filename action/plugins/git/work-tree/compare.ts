import type {
  ComparisonAnswer,
  ComparisonRequest,
  ContextProblem,
} from '../../../core/services/change-source.ts';
import type { OpenWorkTree } from './open-work-tree.ts';

/** Resolves names to commits and, where something is not committed, makes a tree of it. */
export async function compare(
  tree: OpenWorkTree,
  request: ComparisonRequest,
): Promise<ComparisonAnswer> {
  if (request.mode === 'staged' || request.mode === 'working-tree') {
    return await againstHead(tree, request);
  }
  const { mode, baseRef, headRef = 'HEAD' } = request;
  if (!baseRef) {
    return problem('BASE_REF_MISSING', 'There is nothing to compare with: give --base-ref.');
  }
  const [base, head] = await Promise.all([commitOf(tree, baseRef), commitOf(tree, headRef)]);
  if (!base) return problem('BASE_REF_UNKNOWN', unknown('base', baseRef));
  if (!head) return problem('HEAD_REF_UNKNOWN', unknown('head', headRef));
  const merge = await tree.git.ask({ args: ['merge-base', base, head] });
  const [mergeBase] = merge.stdout.toString('latin1').split('\n');
  if (merge.exitCode !== 0 || !mergeBase) {
    return problem(
      'NO_MERGE_BASE',
      `${name(baseRef)} and ${name(headRef)} have no common commit here. A shallow clone cuts them off: check out with the whole history (GitHub: fetch-depth: 0, GitLab: GIT_DEPTH: 0).`,
    );
  }
  const comparison = { mode, baseSha: mergeBase, headSha: head, trustedSha: base };
  return { kind: 'comparison', comparison };
}

async function againstHead(
  tree: OpenWorkTree,
  { mode, leaveOut }: ComparisonRequest,
): Promise<ComparisonAnswer> {
  const head = await commitOf(tree, 'HEAD');
  const variables = tree.copyIndex();
  if (mode === 'working-tree') {
    const others = leaveOut ? [`:(top,exclude,literal)${leaveOut}`] : [];
    await tree.git.must({
      args: ['add', '--all', '--', ':/', ...others],
      cwd: tree.top,
      variables,
      timeoutSeconds: 300,
    });
  }
  const written = await tree.git.ask({ args: ['write-tree'], cwd: tree.top, variables });
  if (written.exitCode !== 0) {
    return problem('UNMERGED_INDEX', 'The index holds a merge that is not resolved: finish it.');
  }
  const comparison = {
    mode,
    baseSha: head ?? (await emptyTree(tree)),
    headSha: written.stdout.toString('latin1').trim(),
    trustedSha: head,
  };
  return { kind: 'comparison', comparison };
}

/** A name as it stands, else the branch of that name at `origin`, as CI checkouts have it. */
async function commitOf({ git }: OpenWorkTree, ref: string): Promise<string | undefined> {
  for (const spelling of [ref, `refs/remotes/origin/${ref}`]) {
    const { exitCode, stdout } = await git.ask({
      args: ['rev-parse', '--verify', '--quiet', '--end-of-options', `${spelling}^{commit}`],
    });
    if (exitCode === 0) return stdout.toString('latin1').trim();
  }
  return undefined;
}

async function emptyTree({ git }: OpenWorkTree): Promise<string> {
  const { stdout } = await git.must({ args: ['hash-object', '-w', '-t', 'tree', '--stdin'] });
  return stdout.toString('latin1').trim();
}

function problem(code: ContextProblem['code'], tell: string): ContextProblem {
  return { kind: 'problem', code, tell };
}

function unknown(which: string, ref: string): string {
  return `The ${which} ${name(ref)} is no commit of this repository: fetch it, or give another with --${which}-ref.`;
}

function name(ref: string): string {
  return JSON.stringify(ref.slice(0, 200));
}
