import { findSecrets } from '../../policy/find-secrets.ts';

/** What may be sent of a text, or that nothing of it may. Rules name shapes, never content. */
export type OutgoingText =
  | {
      readonly kind: 'sendable';
      readonly text: string;
      readonly redactions: number;
      readonly rules: readonly string[];
    }
  | { readonly kind: 'blocked'; readonly rules: readonly string[] };

/** Keys that open more than one account, and whose lines a diff tears apart: not cut out, but refused. */
const blocking: ReadonlySet<string> = new Set(['private-key', 'age-secret-key']);

/**
 * A text on its way to a model, which may be somebody else's machine. Everything with the shape
 * of a credential is cut out, guesses by entropy too: here a hole costs little and a leak does
 * not come back. A private key blocks the whole text. `known` are values that must not leave
 * whatever they look like, such as this job's own tokens; short ones are left alone.
 */
export function guardOutgoing(text: string, known: readonly string[] = []): OutgoingText {
  const found = findSecrets(text);
  const rules = [...new Set(found.map(({ rule }) => rule))];
  const fatal = rules.filter((rule) => blocking.has(rule));
  if (fatal.length > 0) return { kind: 'blocked', rules: fatal };
  const parts: string[] = [];
  let from = 0;
  for (const { rule, start, end } of found) {
    parts.push(text.slice(from, start), `[redacted:${rule}]`);
    from = end;
  }
  const { left, count } = withoutKnown(parts.join('') + text.slice(from), known);
  return {
    kind: 'sendable',
    text: left,
    redactions: found.length + count,
    rules: count > 0 ? [...rules, 'known-value'] : rules,
  };
}

/** A shorter value would turn up in innocent words. */
const shortestKnown = 8;

function withoutKnown(text: string, known: readonly string[]): { left: string; count: number } {
  let left = text;
  let count = 0;
  const values = known.filter(({ length }) => length >= shortestKnown);
  // The longest first: one value may be the beginning of another.
  for (const value of values.toSorted((one, other) => other.length - one.length)) {
    const pieces = left.split(value);
    count += pieces.length - 1;
    left = pieces.join('[redacted:known-value]');
  }
  return { left, count };
}
