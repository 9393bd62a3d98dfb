import type { ApprovalSubject } from '../../../domain/approval-subject.ts';
import { displayPath } from '../../../domain/display-path.ts';
import type { PolicyBundle } from '../../../domain/policy-bundle.ts';
import { baseDifferences } from '../../policy/base-differences.ts';
import type {
  DerivedPatch,
  RepositoryReader,
  RepositoryRef,
  TrustedGit,
  TrustedRepository,
} from '../../services/source-control-service.ts';

export interface Approved {
  readonly repository: RepositoryRef;
  readonly subject: ApprovalSubject;
  readonly patch: Uint8Array;
  readonly trusted: TrustedRepository;
  readonly derived: DerivedPatch;
  readonly policy: PolicyBundle;
}

/**
 * Why an approval does not hold on the target branch as it stands now; undefined where it does.
 * It holds where the content is what it was. Where only other files changed, and the patch comes
 * out byte for byte the same, the policy says whether that is enough: the tests ran without them.
 */
export async function baseMoved(
  approved: Approved,
  services: { readonly reader: Pick<RepositoryReader, 'freezeBase'>; readonly git: TrustedGit },
): Promise<string | undefined> {
  const { repository, subject } = approved;
  const now = await services.reader.freezeBase(repository, subject.targetRef);
  if (now.commit === subject.baseCommit || now.tree === subject.baseTree) return undefined;
  const moved = await services.git.open(repository, now);
  try {
    const changed = new Set(
      baseDifferences(await approved.trusted.listBase(), await moved.listBase()),
    );
    const touched = approved.derived.changes
      .map(({ path }) => displayPath(path))
      .filter((path) => changed.has(path));
    if (touched.length > 0) return told(approved, now.commit, touched, itself);
    const again = await moved.applyPatch(approved.patch);
    const same =
      again.kind === 'derived' && again.derived.patchSha256 === approved.subject.patchSha256;
    if (!same) return told(approved, now.commit, [...changed], itself);
    const keeps = approved.policy.approvals.keepWhenBaseMoved === true;
    return keeps ? undefined : told(approved, now.commit, [...changed], others);
  } finally {
    await moved.close();
  }
}

const itself = 'which the patch itself changes or rests on';
const others =
  'which the patch does not touch, but its tests ran without (approvals.keepWhenBaseMoved in the policy would let the approval hold)';

const mostNamed = 3;

function told({ subject }: Approved, now: string, paths: readonly string[], which: string): string {
  const named = paths.slice(0, mostNamed).join(', ');
  const more = paths.length > mostNamed ? ` and ${paths.length - mostNamed} more` : '';
  const branch = subject.targetRef.slice('refs/heads/'.length);
  return `The base moved: since ${subject.baseCommit.slice(0, 12)}, ${branch} (now ${now.slice(0, 12)}) changed ${named}${more}, ${which}. Nothing was published. Comment /patchplane rerun to have the same patch verified on the new base, without asking the model again, and to be asked anew.`;
}
