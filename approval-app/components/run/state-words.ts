import type { DecisionAnswer } from '../../../action/domain/merge-decision.ts';
import type { PolicyOutcome } from '../../../action/domain/policy-bundle.ts';
import type { RiskLevel } from '../../../action/domain/risk.ts';
import type { RunState } from '../../../action/domain/run-state.ts';

/** A sign beside a word: colour is never the only difference. */
export interface Standing {
  readonly tone: 'good' | 'wait' | 'bad' | 'calm';
  readonly sign: string;
  readonly words: string;
}

/** Where a run stands and what is wanted of whom. */
export function standingOf(state: RunState, answer?: DecisionAnswer): Standing {
  if (state === 'awaiting-decision' && answer)
    return {
      tone: 'calm',
      sign: '◷',
      words: `${answerWords[answer]}, waiting for the publish job`,
    };
  if (state === 'rejected' && answer) return { tone: 'bad', sign: '✕', words: answerWords[answer] };
  return standings[state] ?? { tone: 'calm', sign: '◔', words: runningWords[state] ?? state };
}

const standings: Partial<Record<RunState, Standing>> = {
  'awaiting-decision': { tone: 'wait', sign: '●', words: 'Needs approval' },
  publishing: { tone: 'calm', sign: '◷', words: 'Approved, being published' },
  published: { tone: 'good', sign: '✓', words: 'Published' },
  rejected: { tone: 'bad', sign: '✕', words: 'Rejected' },
  blocked: { tone: 'bad', sign: '■', words: 'Blocked by policy' },
  refused: { tone: 'bad', sign: '✕', words: 'Refused' },
  failed: { tone: 'bad', sign: '✕', words: 'Failed' },
  expired: { tone: 'bad', sign: '◷', words: 'Expired' },
  cancelled: { tone: 'calm', sign: '–', words: 'Cancelled' },
};

const runningWords: Partial<Record<RunState, string>> = {
  received: 'Received',
  provisioning: 'Preparing the sandbox',
  running: 'The agent is working',
  verifying: 'Being tested',
  evaluating: 'Being judged',
};

export const answerWords: Record<DecisionAnswer, string> = {
  approved: 'Approved',
  rejected: 'Rejected',
  'changes-requested': 'Changes requested',
};

export const policyWords: Record<PolicyOutcome, string> = {
  approve: 'no objection',
  'manual-review': 'asks for a careful look',
  'changes-requested': 'asks for changes',
  block: 'blocks',
  'not-evaluated': 'did not judge',
};

export const policyTones: Record<PolicyOutcome, Standing['tone']> = {
  approve: 'good',
  'manual-review': 'wait',
  'changes-requested': 'wait',
  block: 'bad',
  'not-evaluated': 'bad',
};

export const riskTones: Record<RiskLevel, Standing['tone']> = {
  LOW: 'good',
  MEDIUM: 'wait',
  HIGH: 'bad',
};

export const riskSigns: Record<RiskLevel, string> = { LOW: '▁', MEDIUM: '▄', HIGH: '█' };

/** Whether something will still happen by itself, before anybody is asked. */
export function isGoingOn(state: RunState): boolean {
  return state in runningWords;
}
