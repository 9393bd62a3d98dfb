import type { Actor } from '../../domain/actor.ts';
import type { CandidatePatchSet, TreeChange } from '../../domain/candidate-patch-set.ts';
import type { GitObjectId, Sha256 } from '../../domain/ids.ts';
import type { RepositoryPermission } from '../../domain/permission.ts';
import type { RepositoryConnection } from '../../domain/repository-connection.ts';
import type { RunMarker } from '../../domain/run-marker.ts';

/** A repository, named for the API and pinned by its numeric id. */
export interface RepositoryRef {
  readonly externalId: string;
  readonly owner: string;
  readonly name: string;
}

/** A commit that does not move any more. */
export interface FrozenBase {
  readonly commit: GitObjectId;
  readonly tree: GitObjectId;
  readonly ref: string;
}

/** Reading. Contract: answers are live; a name that now belongs to another id is `Failure` `auth`. */
export interface RepositoryReader {
  verifyRepositoryAccess(repository: RepositoryRef): Promise<RepositoryConnection>;
  /** `none` for a stranger; throws rather than guesses when the forge does not answer. */
  readActorPermission(
    repository: RepositoryRef,
    actor: Actor,
    login: string,
  ): Promise<RepositoryPermission>;
  /** Resolves a branch to commit and tree. */
  freezeBase(repository: RepositoryRef, ref: string): Promise<FrozenBase>;
  /** An issue as it stands now: its text, to notice edits since the trigger, and whose it is. */
  readIssue(
    repository: RepositoryRef,
    number: number,
  ): Promise<{ title: string; body: string; authorId?: string | undefined }>;
  /** A comment as it stands now; `Failure` `not-found` when it was deleted. */
  readComment(
    repository: RepositoryRef,
    commentId: string,
  ): Promise<{ body: string; updatedAt: string; authorId: string }>;
  /** A pull request as it stands now. */
  readPullRequest(repository: RepositoryRef, number: number): Promise<PullRequestState>;
  /** Numeric ids of the accounts that wrote, committed or pushed what a pull request holds now. */
  readPullRequestHands(repository: RepositoryRef, number: number): Promise<readonly string[]>;
  /** The numeric id and kind of the account that has this login now; undefined when there is none. */
  readAccount(
    login: string,
  ): Promise<{ readonly id: string; readonly kind: 'User' | 'Bot' | 'Organization' } | undefined>;
}

export interface PullRequestState {
  readonly externalId: string;
  readonly title: string;
  readonly body: string;
  readonly state: 'open' | 'closed';
  readonly updatedAt: string;
  readonly headSha: GitObjectId;
  readonly headRef: string;
  /** Numeric id of the repository that the head is in; undefined where that was deleted. */
  readonly headRepositoryId: string | undefined;
  readonly baseSha: GitObjectId;
  readonly baseRef: string;
  /** Numeric id of the account that opened it. */
  readonly authorId: string;
  /** Where the head's history left the base's: what the pull request's own changes start from. */
  readonly mergeBaseSha: GitObjectId;
}

/** Where a check or comment can be seen. */
export interface Published {
  readonly externalId: string;
  readonly url: string;
}

export type CheckConclusion =
  | 'success'
  | 'failure'
  | 'neutral'
  | 'cancelled'
  | 'timed_out'
  | 'action_required';

export interface CheckReport {
  readonly headSha: GitObjectId;
  /** The run's id: the same run updates its check, it never opens a second one. */
  readonly runId: string;
  /** Absent while nothing is decided: the check is then in progress. */
  readonly conclusion?: CheckConclusion;
  readonly title: string;
  /** Markdown; at most 65,535 characters, the writer truncates with notice. */
  readonly summary: string;
  readonly detailsUrl?: string;
  /** Any number; the writer sends them in batches of 50. */
  readonly annotations?: readonly CheckAnnotation[];
}

/** A finding at its line. `message` is plain text and already safe to show. */
export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

/** Where the run stands, as a label people can list by. */
export type RunLabel = 'running' | 'needs-approval' | 'published' | 'rejected' | 'failed';

/** Telling people. Contract: one check and one comment per run, edited in place. */
export interface FeedbackWriter {
  react(
    target: { repository: RepositoryRef; issueNumber: number; commentId?: string },
    reaction: 'eyes' | 'rocket' | 'confused',
  ): Promise<void>;
  /** Makes or edits the run's one comment: ours is the one with our marker and our author id. */
  createIssueComment(
    repository: RepositoryRef,
    issueNumber: number,
    marker: RunMarker,
    body: string,
  ): Promise<Published>;
  /** A comment of its own, for an answer to a command that belongs to no run. */
  answer(repository: RepositoryRef, issueNumber: number, body: string): Promise<Published>;
  /** Takes the trigger's label and every other state's label off and puts this state's on. */
  setRunLabel(repository: RepositoryRef, issueNumber: number, label: RunLabel): Promise<void>;
  publishCheck(repository: RepositoryRef, report: CheckReport): Promise<Published>;
}

/**
 * Writing to the repository. Contract: only publish has this. `createCommit` uploads the
 * files of the result through the Git Data API and returns what the forge says the commit's
 * tree is; `createBranch` fails with `Failure` `conflict` when the ref exists.
 */
export interface RepositoryWriter {
  createCommit(
    repository: RepositoryRef,
    commit: NewCommit,
  ): Promise<{ sha: GitObjectId; tree: GitObjectId }>;
  createBranch(repository: RepositoryRef, ref: string, sha: GitObjectId): Promise<void>;
  createDraftPullRequest(
    repository: RepositoryRef,
    draft: NewPullRequest,
  ): Promise<Published & { number: number }>;
  /** The ref's commit and tree as the forge has them now; undefined when there is no such ref. */
  readBranch(
    repository: RepositoryRef,
    ref: string,
  ): Promise<{ commit: GitObjectId; tree: GitObjectId } | undefined>;
  /** An open or closed pull request of this head branch, if one was made before. */
  findPullRequest(
    repository: RepositoryRef,
    headRef: string,
  ): Promise<(Published & { number: number }) | undefined>;
  readCommit(repository: RepositoryRef, sha: GitObjectId): Promise<CommitState>;
  /** Taking back what turned out to be wrong. Asking twice is no error. */
  closePullRequest(repository: RepositoryRef, number: number): Promise<void>;
  deleteBranch(repository: RepositoryRef, ref: string): Promise<void>;
}

export interface CommitState {
  readonly tree: GitObjectId;
  readonly parents: readonly GitObjectId[];
  readonly message: string;
}

export interface NewCommit {
  readonly base: FrozenBase;
  readonly message: string;
  /** ISO 8601, for author and committer: the same commit made twice has one id. */
  readonly date: string;
  readonly changes: readonly TreeChange[];
  /** The bytes of a new blob, from the trusted side's own object store. */
  readonly readBlob: (blob: GitObjectId) => Promise<Uint8Array>;
}

export interface NewPullRequest {
  readonly title: string;
  readonly body: string;
  readonly headRef: string;
  readonly baseRef: string;
  /** True unless the base says otherwise. */
  readonly draft?: boolean | undefined;
  /** Put on where it can be: a label that is not put on ends nothing. */
  readonly labels?: readonly string[] | undefined;
}

/** A file that came out of a sandbox: path and content are whatever somebody wanted them to be. */
export interface UntrustedFile {
  readonly path: Uint8Array;
  readonly mode: '100644' | '100755' | '120000';
  readonly content: Uint8Array;
}

/** The state of a work tree relative to a base: every path not named is as in the base. */
export interface UntrustedWorktree {
  readonly written: readonly UntrustedFile[];
  readonly deleted: readonly Uint8Array[];
}

export interface BaseFile {
  readonly path: Uint8Array;
  readonly mode: string;
  readonly blob: GitObjectId;
}

export interface DerivedPatch {
  readonly resultTree: GitObjectId;
  readonly patch: Uint8Array;
  readonly patchSha256: Sha256;
  readonly changes: readonly TreeChange[];
  readonly stats: CandidatePatchSet['stats'];
}

export type Derivation =
  | { readonly kind: 'derived'; readonly derived: DerivedPatch }
  | { readonly kind: 'refused'; readonly because: string };

/**
 * Git on the trusted side: a fresh bare repository holding one base commit, plumbing only,
 * no work tree, no hooks, no configuration but its own. Everything that is said about a
 * patch (digest, result tree, changed paths) comes from here and from nowhere else.
 */
export interface TrustedRepository {
  readonly base: FrozenBase;
  listBase(): Promise<readonly BaseFile[]>;
  readBaseFile(path: string): Promise<Uint8Array | undefined>;
  readBlob(blob: GitObjectId): Promise<Uint8Array>;
  /**
   * The untracked paths that ignore rules leave out, given the `.gitignore` files of the work
   * tree; each as base64 of its bytes, since a path need not be text.
   */
  ignoredPaths(
    ignoreFiles: readonly UntrustedFile[],
    untracked: readonly Uint8Array[],
  ): Promise<ReadonlySet<string>>;
  /** Applies files to a temporary index. A path that git itself refuses is a refusal. */
  derive(worktree: UntrustedWorktree): Promise<Derivation>;
  /** Applies a canonical patch and derives again: equal bytes give an equal digest. */
  applyPatch(patch: Uint8Array): Promise<Derivation>;
  /**
   * The work of a pull request: fetches its head (`refs/pull/<number>/head`, whatever fork it is
   * in), requires that it is this commit, and derives patch and result tree from the base.
   * Nothing of it is checked out anywhere.
   */
  derivePullRequest(head: {
    readonly number: number;
    readonly sha: GitObjectId;
  }): Promise<Derivation>;
  close(): Promise<void>;
}

export interface TrustedGit {
  /**
   * Fetches exactly this commit; throws `Failure` when it is not what the forge said. Where the
   * forge named no tree, `base.tree` of what is opened is the commit's own.
   */
  open(
    repository: RepositoryRef,
    base: Omit<FrozenBase, 'tree'> & Partial<Pick<FrozenBase, 'tree'>>,
  ): Promise<TrustedRepository>;
}

export type SourceControlService = RepositoryReader &
  FeedbackWriter &
  RepositoryWriter &
  TrustedGit;
