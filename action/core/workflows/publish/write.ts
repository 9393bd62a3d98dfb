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
 * Branch, commit and draft pull request; each is looked for before it is made, so a publish
 * that died goes on where it stopped. The forge's own tree ids are compared with the approved
 * one before the branch exists and after.
 */
export async function writeToRepository(
  writing: Writing,
  writer: RepositoryWriter,
): Promise<Written> {
  const { repository, subject, ref } = writing;
  const existing = await writer.readBranch(repository, ref);
  if (existing && existing.tree !== subject.resultTree) {
    throw mismatch(`${ref} exists and holds something else`);
  }
  const commit = existing?.commit ?? (await createBranch(writing, writer));
  const readBack = await writer.readBranch(repository, ref);
  if (readBack?.commit !== commit || readBack.tree !== subject.resultTree) {
    throw mismatch(`${ref} does not hold the approved tree after it was written`);
  }
  const pullRequest =
    (await writer.findPullRequest(repository, ref)) ??
    (await writer.createDraftPullRequest(repository, {
      title: writing.title,
      body: writing.body,
      headRef: ref,
      baseRef: subject.targetRef,
    }));
  return { branch: ref.slice('refs/heads/'.length), commit, pullRequest };
}

async function createBranch(writing: Writing, writer: RepositoryWriter): Promise<string> {
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
  await writer.createBranch(repository, writing.ref, commit.sha);
  return commit.sha;
}

function mismatch(because: string): Failure {
  return new Failure({ code: 'tampered', tell: `Nothing more was published: ${because}.` });
}
