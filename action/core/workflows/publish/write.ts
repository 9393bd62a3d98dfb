import type { ApprovalSubject } from '../../../domain/approval-subject.ts';
import { Failure } from '../../../domain/failure.ts';
import type { GitObjectId } from '../../../domain/ids.ts';
import type { RepositoryConfig } from '../../../domain/repository-config.ts';
import type {
  DerivedPatch,
  Published,
  RepositoryRef,
  RepositoryWriter,
  TrustedRepository,
} from '../../services/source-control-service.ts';
import { type Claimed, findOwnBranch, isOurs, mismatch } from './own-branch.ts';
import { branchRef, mostBranchNames } from './texts.ts';

export interface Writing {
  readonly repository: RepositoryRef;
  readonly subject: ApprovalSubject;
  readonly trusted: TrustedRepository;
  readonly derived: DerivedPatch;
  readonly message: string;
  readonly title: string;
  readonly body: string;
  /** What the base says about pull requests. */
  readonly publication?: RepositoryConfig['publication'];
  /** ISO 8601; the decision's own time, so that publishing twice makes the same commit. */
  readonly date: string;
  /** Throws where it is to go no further: from the branch on, others see what is published. */
  readonly beforeBranch: () => Promise<void>;
}

export interface Written {
  readonly branch: string;
  readonly commit: GitObjectId;
  readonly pullRequest: Published & { readonly number: number };
}

/**
 * Commit, branch and draft pull request. What is there already is either this run's publication
 * or not ours: a publish that died goes on where it stopped, of several at once all find one
 * branch and one pull request, and a name that somebody else took is left to them. The forge's
 * own tree ids are compared with the approved one before the branch exists and after; where they
 * differ, what this job made is taken back.
 */
export async function writeToRepository(
  writing: Writing,
  writer: RepositoryWriter,
): Promise<Written> {
  const claimed = (await findOwnBranch(writing, writer)) ?? (await claimBranch(writing, writer));
  let pullRequest: Written['pullRequest'] | undefined;
  try {
    await requireUnchanged(writing, claimed, writer);
    pullRequest = await draftPullRequest(writing, claimed.ref, writer);
    // Opening a pull request may have set something going that writes to its branch.
    await requireUnchanged(writing, claimed, writer);
    return {
      branch: claimed.ref.slice('refs/heads/'.length),
      commit: claimed.commit,
      pullRequest,
    };
  } catch (error) {
    const wrong = error instanceof Failure && error.code === 'tampered';
    if (wrong && claimed.made) await takeBack(writing, claimed.ref, pullRequest?.number, writer);
    throw error;
  }
}

/** Makes the branch under the first name that is free. */
async function claimBranch(writing: Writing, writer: RepositoryWriter): Promise<Claimed> {
  const { repository, subject } = writing;
  const commit = await createCommit(writing, writer);
  await writing.beforeBranch();
  for (let attempt = 0; attempt < mostBranchNames; attempt += 1) {
    const ref = branchRef(subject, attempt);
    const made = await unlessThere(async () => {
      await writer.createBranch(repository, ref, commit);
      return true;
    });
    if (made) return { ref, commit, made };
    const there = await writer.readBranch(repository, ref);
    if (there && (await isOurs(writing, there, writer)))
      return { ref, commit: there.commit, made: false };
  }
  throw mismatch('somebody else took every name that its branch could have');
}

async function requireUnchanged(
  { repository, subject }: Writing,
  { ref, commit }: Claimed,
  writer: RepositoryWriter,
): Promise<void> {
  const readBack = await writer.readBranch(repository, ref);
  if (readBack?.commit !== commit || readBack.tree !== subject.resultTree)
    throw mismatch(`${ref} does not hold the approved commit`);
}

/** A branch of other bytes than the approved ones must not stay where somebody could merge it. */
async function takeBack(
  { repository, subject }: Writing,
  ref: string,
  pullRequest: number | undefined,
  writer: RepositoryWriter,
): Promise<void> {
  const number = pullRequest ?? (await writer.findPullRequest(repository, ref))?.number;
  if (number !== undefined) await writer.closePullRequest(repository, number);
  if (ref.startsWith(`refs/heads/patchplane/${subject.runId}-`))
    await writer.deleteBranch(repository, ref);
}

async function createCommit(writing: Writing, writer: RepositoryWriter): Promise<GitObjectId> {
  const { repository, subject, trusted, derived } = writing;
  const commit = await writer.createCommit(repository, {
    base: trusted.base,
    message: writing.message,
    changes: derived.changes,
    readBlob: (blob) => trusted.readBlob(blob),
    date: writing.date,
  });
  if (commit.tree !== subject.resultTree)
    throw mismatch(`the forge made tree ${commit.tree} of the approved patch`);
  return commit.sha;
}

async function draftPullRequest(
  { repository, subject, title, body, publication }: Writing,
  ref: string,
  writer: RepositoryWriter,
): Promise<Written['pullRequest']> {
  const find = () => writer.findPullRequest(repository, ref);
  const draft = { ...publication, title, body, headRef: ref, baseRef: subject.targetRef };
  const made =
    (await find()) ??
    (await unlessThere(() => writer.createDraftPullRequest(repository, draft))) ??
    (await find());
  if (!made) throw mismatch(`there is no pull request of ${ref}`);
  return made;
}

/** Undefined where the forge says that it exists already: whoever asked looks what it is. */
async function unlessThere<Made>(make: () => Promise<Made>): Promise<Made | undefined> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Failure && error.code === 'conflict') return undefined;
    throw error;
  }
}
