import { z } from 'zod';

/** `Number` would also take `1e9`, blanks and nothing at all. */
const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'not a whole number')
  .transform(Number);

const Labels = z.record(z.string(), z.string());

/** Query of `GET /sandbox`, as far as the stand-in understands it. */
export const ListQuery = z.looseObject({
  labels: z
    .string()
    .default('{}')
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('not JSON');
        return z.NEVER;
      }
    })
    .pipe(Labels),
  limit: whole.pipe(z.int().min(1).max(200)).default(100),
  /** Where the page before this one ended. */
  cursor: whole.default(0),
});
