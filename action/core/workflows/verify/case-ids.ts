import { sha256Hex } from '../../../domain/digest.ts';
import type { TestCase } from '../../../domain/verification.ts';

/** A case before it has an id. */
export type NamedCase = Omit<TestCase, 'id'>;

/** The name of the case that stands for a check's program where no test of it can. */
export const wholeCommand = '(command)';

const longestName = 1_000;

/**
 * Ids are requirement, file and full name, so that the same test on two trees has the same id;
 * tests that share all three are told apart by their order. Long names keep their identity as
 * a digest.
 */
export function withIds(requirementKey: string, cases: readonly NamedCase[]): readonly TestCase[] {
  const taken = new Set<string>();
  const seen = new Map<string, number>();
  return cases.map((named) => {
    const name = fitted(named.name, longestName);
    const file = named.file === undefined ? undefined : fitted(named.file, longestName / 2);
    const plain = [requirementKey, file, name].filter((part) => part !== undefined).join('::');
    let count = (seen.get(plain) ?? 0) + 1;
    let id = count === 1 ? plain : `${plain}#${count}`;
    while (taken.has(id)) {
      count += 1;
      id = `${plain}#${count}`;
    }
    seen.set(plain, count);
    taken.add(id);
    return { ...named, id, name, ...(file === undefined ? {} : { file }) };
  });
}

function fitted(text: string, longest: number): string {
  if (text.length <= longest) return text.toWellFormed();
  const digest = sha256Hex(text.toWellFormed()).slice(0, 16);
  return `${text.slice(0, longest - 20).toWellFormed()}...${digest}`;
}
