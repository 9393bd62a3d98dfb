import { type StructuredMode, structuredModes } from '../../core/services/review-model.ts';
import type { ApiProblem } from './api-problem.ts';

/** How an endpoint is spoken to; learned from what it refuses. */
export interface Dialect {
  readonly mode: StructuredMode;
  /** Whether it takes temperature and top_p; reasoning models do not. */
  readonly sampling: boolean;
  /** OpenAI's newer name of the token limit, which others do not know. */
  readonly completionLimit: boolean;
}

export const firstDialect: Dialect = {
  mode: 'json-schema',
  sampling: true,
  completionLimit: false,
};

/**
 * The next way to ask after a refusal that is about the way; undefined where it is about
 * something else. Each step gives one thing up, so a few refusals end it.
 */
export function adapt(
  dialect: Dialect,
  modes: readonly StructuredMode[],
  problem: ApiProblem,
): Dialect | undefined {
  const { status, said = '' } = problem;
  if (status === undefined || ![400, 404, 415, 422, 501].includes(status)) return undefined;
  if (!dialect.completionLimit && /max_completion_tokens/.test(said))
    return { ...dialect, completionLimit: true };
  if (dialect.sampling && /\b(temperature|top_p)\b/.test(said))
    return { ...dialect, sampling: false };
  if (!aboutFormat.test(said)) return undefined;
  const next = modes[modes.indexOf(dialect.mode) + 1];
  return next === undefined ? undefined : { ...dialect, mode: next };
}

/** OpenAI and compatible, Anthropic, and Ollama's Go decoder. */
const aboutFormat =
  /response_format|json_schema|json_object|json mode|structured|output_config|output_format|\bschema\b|grammar|\.format\b|\bformat\b/i;

/** Why the answer was not asked for in the surest way; undefined where it was. */
export function fallbackReason(mode: StructuredMode): string | undefined {
  if (mode === structuredModes[0]) return undefined;
  return mode === 'json-object'
    ? 'STRUCTURED_OUTPUT_JSON_SCHEMA_UNSUPPORTED'
    : 'STRUCTURED_OUTPUT_UNSUPPORTED';
}

/**
 * Whether a schema is in the subset of OpenAI's strict mode, as far as that is about objects:
 * closed, and every property required. Any other schema is sent without that promise.
 */
export function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (typeof schema !== 'object' || schema === null) return true;
  const parts: Readonly<Record<string, unknown>> = { ...schema };
  const properties = parts['properties'];
  if (typeof properties === 'object' && properties !== null) {
    const required = new Set(Array.isArray(parts['required']) ? parts['required'] : []);
    if (parts['additionalProperties'] !== false) return false;
    if (Object.keys(properties).some((name) => !required.has(name))) return false;
  }
  return Object.values(parts).every(isStrict);
}
