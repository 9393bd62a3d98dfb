import type { FindingsReport } from '../../../domain/ai-review.ts';

export type Fact = readonly [name: string, value: string];

/** What was reviewed and by whom; values are untrusted text. */
export function contextFacts({ meta }: FindingsReport): readonly Fact[] {
  const { diff_stats: stats, provider_runtime: runtime, trust_gate: gate } = meta;
  return known([
    ['model', meta.model],
    ['provider', runtime?.provider],
    ['provider address', runtime?.base_url],
    ['review', runtime?.status],
    ['reason', runtime?.reason_code],
    ['base', meta.base_sha],
    ['head', meta.head_sha],
    ['generated at', meta.generated_at],
    ['diff', `${stats.files} files, +${stats.insertions} -${stats.deletions}`],
    ['trust gate', gate?.status],
    ['trust gate reason', gate?.reason_code],
    ['redactions', gate?.redaction_count],
    ['semantic precheck', meta.semantic_precheck?.status],
    ['security precheck', meta.security_precheck?.status],
    ['feedback', meta.feedback?.mode],
  ]);
}

/** Limits and counters of `meta.limits`, as they are there. */
export function limitFacts({ meta }: FindingsReport): readonly Fact[] {
  return known(Object.entries(meta.limits).map(([name, value]) => [name, asText(value)]));
}

/** `meta.performance_diagnostics.observed`, flat. */
export function diagnosticFacts({ meta }: FindingsReport): readonly Fact[] {
  return flat(meta.performance_diagnostics ?? undefined, '');
}

/** Files that were left out, from `meta.coverage`, with why. */
export function omittedFiles({ meta }: FindingsReport): readonly Fact[] {
  const { omitted } = asRecord(meta['coverage']);
  if (!Array.isArray(omitted)) return [];
  return omitted.map((item) => {
    const { file, reason } = asRecord(item);
    return [asText(reason) ?? '', asText(file) ?? ''] as const;
  });
}

function flat(value: unknown, prefix: string): readonly Fact[] {
  return Object.entries(asRecord(value)).flatMap(([name, inner]): readonly Fact[] => {
    if (isRecord(inner)) return flat(inner, `${prefix}${name}.`);
    const text = asText(inner);
    return text === undefined ? [] : [[`${prefix}${name}`, text]];
  });
}

function known(
  facts: readonly (readonly [string, string | number | null | undefined])[],
): readonly Fact[] {
  return facts.flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)] as const],
  );
}

function asText(value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
