import type { ApprovalSubject } from '../../../domain/approval-subject.ts';
import { Failure } from '../../../domain/failure.ts';
import type { GitObjectId } from '../../../domain/ids.ts';
import type { RepositoryRef, RepositoryWriter } from '../../services/source-control-service.ts';
import { branchRef, mostBranchNames } from './texts.ts';

/** A branch that holds the approved commit, or is about to be shown not to. */
export interface Claimed {
  readonly ref: string;
  readonly commit: GitObjectId;
  /** Whether this very job created it, and may take it back. */
  readonly made: boolean;
}

interface Publication {
  readonly repository: RepositoryRef;
  readonly subject: ApprovalSubject;
  readonly message: string;
}

type Reader = Pick<RepositoryWriter, 'readBranch' | 'readCommit'>;

/** The branch of this run's publication, where an earlier or a parallel job made it. */
export async function findOwnBranch(
  publication: Publication,
  reader: Reader,
): Promise<Claimed | undefined> {
  for (let attempt = 0; attempt < mostBranchNames; attempt += 1) {
    const ref = branchRef(publication.subject, attempt);
    const there = await reader.readBranch(publication.repository, ref);
    // Names are taken in order: where one is free, no later one is in use.
    if (!there) return undefined;
    if (await isOurs(publication, there, reader)) return { ref, commit: there.commit, made: false };
  }
  return undefined;
}

/**
 * Whether a commit is this run's publication: the approved tree on the approved base, under the
 * words that we give it. Two jobs with their own copies of the ledger may name another head of
 * the chain, or another of two people who both approved; everything else is the same.
 */
export async function isOurs(
  { repository, subject, message }: Publication,
  there: { readonly commit: GitObjectId; readonly tree: GitObjectId },
  reader: Reader,
): Promise<boolean> {
  if (there.tree !== subject.resultTree) return false;
  const found = await reader.readCommit(repository, there.commit);
  return (
    found.tree === subject.resultTree &&
    found.parents.length === 1 &&
    found.parents[0] === subject.baseCommit &&
    sameWords(found.message, message)
  );
}

function sameWords(left: string, right: string): boolean {
  return lasting(left) === lasting(right);
}

function lasting(message: string): string {
  return message
    .split('\n')
    .filter((line) => !/^(PatchPlane-Head|Approved-by): /.test(line))
    .join('\n')
    .trim();
}

export function mismatch(because: string): Failure {
  return new Failure({ code: 'tampered', tell: `Nothing more was published: ${because}.` });
}
