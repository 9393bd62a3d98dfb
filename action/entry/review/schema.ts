import { z } from 'zod';
import { FindingsReport } from '../../domain/ai-review.ts';

/** `schema.json`: JSON Schema 2020-12 of `ai-review.json`, from the schemas that we check with. */
export function schemaJson(): string {
  const schema = z.toJSONSchema(FindingsReport, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ title: 'ai-review.json', ...schema }, null, 2)}\n`;
}
