import type {
  CommitState,
  NewCommit,
  RepositoryWriter,
} from '../../../action/core/services/source-control-service.ts';
import type { Writing } from '../../../action/core/workflows/publish/write.ts';
import { sha256Hex } from '../../../action/domain/digest.ts';
import { Failure } from '../../../action/domain/failure.ts';
import { sampleSubject } from '../../domain/samples.ts';

export interface MemoryForge {
  readonly writer: RepositoryWriter;
  readonly branches: Map<string, string>;
  readonly commits: Map<string, CommitState>;
  readonly pulls: { readonly ref: string; state: 'open' | 'closed' }[];
  /** What was asked for, in order. */
  readonly calls: string[];
}

/** A forge in memory, which does what it is told unless `hooks` change something behind our back. */
export function memoryForge(
  hooks: {
    readonly tree?: (tree: string) => string;
    readonly afterBranch?: (forge: MemoryForge, ref: string) => void;
    readonly afterPull?: (forge: MemoryForge, ref: string) => void;
  } = {},
): MemoryForge {
  const branches = new Map<string, string>();
  const commits = new Map<string, CommitState>();
  const pulls: MemoryForge['pulls'] = [];
  const calls: string[] = [];
  const writer: RepositoryWriter = {
    createCommit: async (_, { message, date, base }: NewCommit) => {
      calls.push('commit');
      const sha = sha256Hex(`${message}${date}`).slice(0, 40);
      const tree = hooks.tree?.(sampleSubject.resultTree) ?? sampleSubject.resultTree;
      commits.set(sha, { tree, parents: [base.commit], message });
      return { sha, tree };
    },
    createBranch: async (_, ref, sha) => {
      calls.push(`branch ${ref}`);
      if (branches.has(ref)) throw new Failure({ code: 'conflict', tell: 'it exists' });
      branches.set(ref, sha);
      hooks.afterBranch?.(forge, ref);
    },
    createDraftPullRequest: async (_, { headRef, draft = true, labels = [] }) => {
      calls.push([draft ? 'pull request' : 'ready pull request', ...labels].join(' '));
      pulls.push({ ref: headRef, state: 'open' });
      hooks.afterPull?.(forge, headRef);
      return pullAt(pulls.length);
    },
    readBranch: async (_, ref) => {
      const commit = branches.get(ref);
      const state = commit === undefined ? undefined : commits.get(commit);
      return commit === undefined || !state ? undefined : { commit, tree: state.tree };
    },
    readCommit: async (_, sha) => {
      const state = commits.get(sha);
      if (!state) throw new Failure({ code: 'not-found', tell: 'no such commit' });
      return state;
    },
    findPullRequest: async (_, ref) => {
      const at = pulls.findIndex((pull) => pull.ref === ref);
      return at < 0 ? undefined : pullAt(at + 1);
    },
    closePullRequest: async (_, number) => {
      calls.push(`close ${number}`);
      const pull = pulls[number - 1];
      if (pull) pull.state = 'closed';
    },
    deleteBranch: async (_, ref) => {
      calls.push(`delete ${ref}`);
      branches.delete(ref);
    },
  };
  const forge: MemoryForge = { writer, branches, commits, pulls, calls };
  return forge;
}

function pullAt(number: number) {
  return { externalId: String(number), number, url: `https://forge.test/${number}` };
}

/** What a job writes; each job with its own copy of the ledger names another head. */
export function writing(change: Partial<Writing> & { head?: string } = {}): Writing {
  const { head = '1', ...rest } = change;
  return {
    repository: { externalId: '42', owner: 'acme', name: 'api' },
    subject: sampleSubject,
    trusted: {
      base: {
        commit: sampleSubject.baseCommit,
        tree: sampleSubject.baseTree,
        ref: sampleSubject.targetRef,
      },
      listBase: async () => [],
      readBaseFile: async () => undefined,
      readBlob: async () => new Uint8Array(),
      ignoredPaths: async () => new Set(),
      derive: async () => ({ kind: 'refused', because: 'unused' }),
      applyPatch: async () => ({ kind: 'refused', because: 'unused' }),
      derivePullRequest: async () => ({ kind: 'refused', because: 'unused' }),
      close: async () => undefined,
    },
    derived: {
      resultTree: sampleSubject.resultTree,
      patch: new Uint8Array(),
      patchSha256: sampleSubject.patchSha256,
      changes: [],
      stats: { filesChanged: 1, additions: 1, deletions: 0 },
    },
    message: [
      'Fix it',
      '',
      `PatchPlane-Run: ${sampleSubject.runId}`,
      `PatchPlane-Patch: sha256:${sampleSubject.patchSha256}`,
      `PatchPlane-Head: sha256:${head.repeat(64)}`,
      `Approved-by: github:${head}`,
    ].join('\n'),
    title: 'Fix it',
    body: 'body',
    date: '2026-01-01T00:00:00.000Z',
    beforeBranch: async () => undefined,
    ...rest,
  };
}
