import type { ApprovalSubject } from '../../../domain/approval-subject.ts';
import { Failure } from '../../../domain/failure.ts';
import type {
  DerivedPatch,
  Published,
  RepositoryRef,
  RepositoryWriter,
  TrustedRepository,
} from '../../services/source-control-service.ts';

export interface Writing {
  readonly repository: RepositoryRef;
  readonly subject: ApprovalSubject;
  readonly trusted: TrustedRepository;
  readonly derived: DerivedPatch;
  readonly ref: string;
  readonly message: string;
  readonly title: string;
  readonly body: string;
  /** ISO 8601; the decision's own time, so that publishing twice makes the same commit. */
  readonly date: string;
}

export interface Written {
  readonly branch: string;
  readonly commit: string;
  readonly pullRequest: Published & { readonly number: number };
}

/**
 * Commit, branch and draft pull request. The same publish always makes the same commit, so what
 * is there already is either exactly it or not ours: a publish that died goes on where it
 * stopped, and of two at once both find one branch and one pull request. The forge's own tree
 * ids are compared with the approved one before the branch exists and after.
 */
export async function writeToRepository(
  writing: Writing,
  writer: RepositoryWriter,
): Promise<Written> {
  const { repository, subject, ref } = writing;
  const commit = await createCommit(writing, writer);
  const existing = await writer.readBranch(repository, ref);
  if (!existing) await unlessThere(() => writer.createBranch(repository, ref, commit));
  const readBack = await writer.readBranch(repository, ref);
  if (readBack?.commit !== commit || readBack.tree !== subject.resultTree) {
    throw mismatch(`${ref} does not hold the approved commit`);
  }
  const pullRequest = await draftPullRequest(writing, writer);
  return { branch: ref.slice('refs/heads/'.length), commit, pullRequest };
}

async function createCommit(writing: Writing, writer: RepositoryWriter): Promise<string> {
  const { repository, subject, trusted, derived } = writing;
  const commit = await writer.createCommit(repository, {
    base: trusted.base,
    message: writing.message,
    changes: derived.changes,
    readBlob: (blob) => trusted.readBlob(blob),
    date: writing.date,
  });
  if (commit.tree !== subject.resultTree) {
    throw mismatch(`the forge made tree ${commit.tree} of the approved patch`);
  }
  return commit.sha;
}

async function draftPullRequest(
  { repository, subject, ref, title, body }: Writing,
  writer: RepositoryWriter,
): Promise<Written['pullRequest']> {
  const find = () => writer.findPullRequest(repository, ref);
  const draft = { title, body, headRef: ref, baseRef: subject.targetRef };
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

function mismatch(because: string): Failure {
  return new Failure({ code: 'tampered', tell: `Nothing more was published: ${because}.` });
}
