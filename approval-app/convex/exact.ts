/** `Type` as zod infers it: an optional member may also be there and be undefined. */
export type Loose<Type> = Type extends readonly (infer Item)[]
  ? Loose<Item>[]
  : Type extends object
    ? {
        [Key in keyof Type]: object extends Pick<Type, Key>
          ? Loose<Type[Key]> | undefined
          : Loose<Type[Key]>;
      }
    : Type;

/**
 * The same value, known to hold no `undefined`: the database has no such value and would
 * drop the member, so that what was hashed and what is stored would differ.
 */
export function exact<Type>(value: Loose<Type>): Type {
  if (!isExact<Type>(value)) throw new TypeError('a document holds an undefined member');
  return value;
}

function isExact<Type>(value: Loose<Type>): value is Loose<Type> & Type {
  return !holdsUndefined(value);
}

function holdsUndefined(value: unknown): boolean {
  if (value === undefined) return true;
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsUndefined);
}
