import { z } from 'zod';

/** SPEC 13.1, literally. */
export const spanNames = [
  'patchplane.workflow.start',
  'patchplane.auth.require_permission',
  'patchplane.git.verify_repo',
  'patchplane.github.verify_webhook',
  'patchplane.sandbox.provision',
  'patchplane.runtime.start_session',
  'patchplane.runtime.stream_event',
  'patchplane.artifact.put',
  'patchplane.review.run',
  'patchplane.policy.evaluate',
  'patchplane.decision.record',
  'patchplane.publication.github',
] as const;
export type SpanName = (typeof spanNames)[number];

const word = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$/);
const count = z.number().nonnegative();

/**
 * All that a span may say, by OpenTelemetry's naming rules. An allow list: ids, words of ours
 * and counts. No text of a person, a model, a repository or a program has a name here.
 */
export const SpanFacts = {
  'patchplane.run.id': word,
  'patchplane.session.id': word,
  'patchplane.stage': word,
  'patchplane.operation': word,
  'patchplane.plugin': word,
  'patchplane.outcome': word,
  'patchplane.trigger': word,
  'patchplane.permission': word,
  'patchplane.event.type': word,
  'patchplane.event.count': count,
  'patchplane.artifact.count': count,
  'patchplane.artifact.bytes': count,
  'error.type': word,
} as const;
export type SpanFact = keyof typeof SpanFacts;
export type SpanFacts = { readonly [Name in SpanFact]?: z.infer<(typeof SpanFacts)[Name]> };

/** What is left of these facts: a value of another shape is dropped, never shortened. */
export function allowedFacts(facts: Readonly<Record<string, unknown>>): SpanFacts {
  const kept = Object.entries(SpanFacts).flatMap(([name, schema]) => {
    const read = schema.safeParse(facts[name]);
    return read.success ? [[name, read.data] as const] : [];
  });
  return Object.fromEntries(kept);
}

/**
 * The span that all spans of a run hang from, in whichever process they are made: derived from
 * the run's trace id (32 hexadecimal digits), so that nobody has to hand it on.
 */
export function rootSpanOf(traceId: string): { traceId: string; spanId: string } | undefined {
  if (!/^[0-9a-f]{32}$/.test(traceId) || /^0+$/.test(traceId)) return undefined;
  const spanId = traceId.slice(0, 16);
  return { traceId, spanId: /^0+$/.test(spanId) ? '0000000000000001' : spanId };
}
