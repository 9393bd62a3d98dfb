import type { TreeChange } from '../../../domain/candidate-patch-set.ts';
import { codeOwnersPaths, ownersOf, readCodeOwners } from '../../policy/code-owners.ts';
import type { PolicyFacts } from '../../policy/facts.ts';
import type { TrustedRepository } from '../../services/source-control-service.ts';

/** Who owns the touched paths, as the base says it: a candidate can not make itself an owner. */
export async function readOwners(
  changes: readonly TreeChange[],
  base: Pick<TrustedRepository, 'readBaseFile'>,
): Promise<PolicyFacts['owners']> {
  for (const source of codeOwnersPaths) {
    const content = await base.readBaseFile(source);
    if (!content) continue;
    const paths = changes.map(({ path }) => path);
    return { source, ...ownersOf(readCodeOwners(content), paths) };
  }
  return { source: null, groups: [], unread: false };
}
