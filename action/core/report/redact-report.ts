import { TrustReport } from '../../domain/trust-report.ts';
import { redact } from '../policy/redact.ts';

/**
 * The report without secrets. It is what people read on GitHub and in the bundle, so every
 * text in it goes through the same redaction as the evidence; digests are left alone.
 */
export function redactReport(report: TrustReport, secrets: readonly string[]): TrustReport {
  return TrustReport.parse(withoutSecrets(report, secrets));
}

function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withoutSecrets(member, secrets)]),
  );
}

const digest = /^[0-9a-f]{32,64}$/;

export function redactText(text: string, secrets: readonly string[]): string {
  if (text.length < 8 || digest.test(text)) return text;
  const bytes = new TextEncoder().encode(text);
  const redacted = redact(bytes, secrets);
  return redacted === bytes ? text : new TextDecoder().decode(redacted);
}
