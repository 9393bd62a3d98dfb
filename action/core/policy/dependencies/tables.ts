import { z } from 'zod';

const Table = z.record(z.string(), z.unknown());
type Table = z.infer<typeof Table>;

/** What is below these names; undefined where there is nothing, or no table on the way. */
export function below(value: unknown, ...names: readonly string[]): unknown {
  let at = value;
  for (const name of names) {
    const found = Table.safeParse(at);
    if (!found.success || !Object.hasOwn(found.data, name)) return undefined;
    at = found.data[name];
  }
  return at;
}

/** Names and values of a table; none where it is no table. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(Table.safeParse(value).data ?? {});
}

/** A table at the top, or it throws. */
export function topOf(value: unknown): Table {
  return Table.parse(value);
}

/** The texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Every address anywhere below. */
export function addressesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^[a-z+]+:\/\//i.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  return entriesOf(value).flatMap(([, item]) => addressesIn(item));
}
