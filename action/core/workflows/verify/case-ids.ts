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
  /** How many had this name so far, where there was more than one. */
  const namesakes = new Map<string, number>();
  return cases.map((named) => {
    const name = fitted(named.name, longestName);
    const file = named.file === undefined ? undefined : fitted(named.file, longestName / 2);
    const plain =
      file === undefined ? `${requirementKey}::${name}` : `${requirementKey}::${file}::${name}`;
    let id = plain;
    if (taken.has(plain)) {
      let count = namesakes.get(plain) ?? 1;
      do {
        count += 1;
        id = `${plain}#${count}`;
      } while (taken.has(id));
      namesakes.set(plain, count);
    }
    taken.add(id);
    return { ...named, id, name, ...(file === undefined ? {} : { file }) };
  });
}

function fitted(text: string, longest: number): string {
  if (text.length <= longest) return text.toWellFormed();
  const digest = sha256Hex(text.toWellFormed()).slice(0, 16);
  return `${text.slice(0, longest - 20).toWellFormed()}...${digest}`;
}
