import type { DecisionAction } from '../../contract/decision.ts';

/** An answer that is written and not sent: its author signs in once more in between. */
export interface KeptAnswer {
  readonly action: DecisionAction;
  readonly comment: string;
  readonly overrideReason: string;
}

/** Longer than a login takes, and not so long that somebody else finds it. */
const keptMs = 10 * 60_000;

/** Keeps an answer about these bytes in this tab, across the login. */
export function keepAnswer(subjectSha256: string, answer: KeptAnswer): void {
  const until = Date.now() + keptMs;
  sessionStorage.setItem(keyOf(subjectSha256), JSON.stringify({ ...answer, until }));
}

/** The kept answer about these bytes, once; undefined where there is none, or an old one. */
export function takeAnswer(subjectSha256: string): KeptAnswer | undefined {
  const kept = sessionStorage.getItem(keyOf(subjectSha256));
  sessionStorage.removeItem(keyOf(subjectSha256));
  try {
    const answer: unknown = JSON.parse(kept ?? 'null');
    return isKept(answer) && answer.until > Date.now() ? answer : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(subjectSha256: string): string {
  return `answer-${subjectSha256}`;
}

function isKept(value: unknown): value is KeptAnswer & { readonly until: number } {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'action' in value &&
    value.action === 'approve' &&
    'comment' in value &&
    typeof value.comment === 'string' &&
    'overrideReason' in value &&
    typeof value.overrideReason === 'string' &&
    'until' in value &&
    typeof value.until === 'number'
  );
}
