import type { Validator } from 'convex/values';
import type { z } from 'zod';

/**
 * The database's validator of a schema, down to unions and optional members; refinements stay
 * with the schema. Declared here because the package ships its TypeScript sources beside its
 * declarations, the compiler prefers the sources, and our stricter settings refuse those.
 */
export function zodToConvex<Schema extends z.ZodType>(
  schema: Schema,
): Validator<Stored<z.output<Schema>>, 'required', string>;

/** As the database has it: an optional member is there or not, it is never undefined. */
type Stored<Type> = Type extends readonly (infer Item)[]
  ? Stored<Item>[]
  : Type extends object
    ? { [Key in keyof Type]: Stored<Exclude<Type[Key], undefined>> }
    : Type;
