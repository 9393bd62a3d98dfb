import type { TreePath } from '../../../action/domain/candidate-patch-set.ts';
import type { PolicyOutcome } from '../../../action/domain/policy-bundle.ts';
import type { RunView } from '../../contract/run-view.ts';

/** A sign beside a word: colour is never the only difference. */
export interface Verdict {
  readonly tone: 'wait' | 'good' | 'bad' | 'calm';
  readonly sign: string;
  readonly words: string;
}

/** What is to be known first: where this run stands and what is wanted of whom. */
export function verdictOf({ run, decision }: RunView): Verdict {
  if (run.state === 'awaiting-decision' && decision)
    return {
      tone: 'calm',
      sign: '◷',
      words: `${decided[decision.answer]}, waiting for the publish job`,
    };
  switch (run.state) {
    case 'awaiting-decision':
      return { tone: 'wait', sign: '●', words: 'Needs your decision' };
    case 'publishing':
      return { tone: 'calm', sign: '◷', words: 'Approved, being published' };
    case 'published':
      return { tone: 'good', sign: '✓', words: 'Published' };
    case 'rejected':
      return { tone: 'bad', sign: '✕', words: decision ? decided[decision.answer] : 'Rejected' };
    case 'blocked':
      return { tone: 'bad', sign: '■', words: 'Blocked by policy' };
    case 'refused':
      return { tone: 'bad', sign: '✕', words: 'Refused' };
    case 'failed':
      return { tone: 'bad', sign: '✕', words: 'Failed' };
    case 'expired':
      return { tone: 'bad', sign: '◷', words: 'Expired' };
    case 'cancelled':
      return { tone: 'calm', sign: '–', words: 'Cancelled' };
    default:
      return { tone: 'calm', sign: '◷', words: `Running: ${run.state}` };
  }
}

const decided = {
  approved: 'Approved',
  rejected: 'Rejected',
  'changes-requested': 'Changes requested',
} as const;

export const policyWords: Record<PolicyOutcome, string> = {
  approve: 'no objection',
  'manual-review': 'asks for a careful look',
  'changes-requested': 'asks for changes',
  block: 'blocks',
  'not-evaluated': 'was not evaluated',
};

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `23 h`, `4 min`, `over`. */
export function remaining(until: number, now: number): string {
  const minutes = Math.floor((until - now) / 60_000);
  if (minutes < 0) return 'over';
  return minutes >= 120 ? `${Math.floor(minutes / 60)} h` : `${minutes} min`;
}

/** A path for people; the bytes of one that is not UTF-8 are shown as base64. */
export function pathWords(path: TreePath): string {
  return typeof path === 'string' ? path : `base64:${path.base64}`;
}

export function exactTime(at: number): string {
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}
