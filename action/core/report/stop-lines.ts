import type { TrustReport } from '../../domain/trust-report.ts';
import { stageInWords } from './stage-words.ts';
import { codeSpan } from './untrusted-text.ts';

/** The stage that a run did not get past, and the stop's own word for why. */
export interface StopPoint {
  readonly stage: string;
  readonly category: string;
}

/** Three fixed lines for a run that did not go well: no blame, no search for the reason. */
export function stopLines(report: TrustReport, stop: StopPoint | undefined): string[] {
  return [
    `- **Stopped at**: ${stoppedAt(report, stop)}`,
    `- **Because**: ${report.run.reason ? codeSpan(report.run.reason, longestReason) : becauseOf(report)}`,
    `- **Do this**: ${remedy(report, stop)}`,
  ];
}

const longestReason = 600;

function stoppedAt({ run, decision }: TrustReport, stop: StopPoint | undefined): string {
  if (stop) return stageInWords(stop.stage);
  if (run.state === 'expired') return 'decision';
  if (run.state === 'blocked') return stageInWords('evaluate');
  if (run.state === 'refused') return 'start';
  return decision.status === 'none' ? 'run' : stageInWords('publish');
}

function becauseOf({ run }: TrustReport): string {
  if (run.state === 'cancelled') return 'the job was cancelled.';
  if (run.state === 'expired') return 'nobody decided in time.';
  return 'no reason was recorded; the job log has more.';
}

const rerun = codeSpan('/patchplane rerun');
const rerunWith = codeSpan('/patchplane rerun <what to change>');
const later = `wait a few minutes, then comment ${rerun}`;
const corrected = `correct what is named above, then comment ${rerun}`;

/** By the stop's word; most come from `FailureCode`, the others from the stages. */
const remedies: Readonly<Record<string, string>> = {
  auth: `give the token the permission that is named above, then comment ${rerun}`,
  misconfigured: corrected,
  'not-found': corrected,
  'rate-limited': `wait for as long as is said above, then comment ${rerun}`,
  'kill-switch': `ask whoever set it, and once it is off comment ${rerun}`,
  'already-active': `wait for that run, or comment ${codeSpan('/patchplane cancel')}`,
  timeout: later,
  unavailable: later,
  'invalid-answer': later,
  'sandbox-lost': later,
  lost: later,
  conflict: `comment ${rerun}; nothing of this run is used again.`,
  'too-large': `ask for less at once: comment ${rerunWith}`,
  'budget-exceeded': `ask for less at once, or raise the budget: comment ${rerunWith}`,
  'model-failed': `check provider, model and key, then comment ${rerun}`,
  aborted: `comment ${rerun}`,
  'capture-refused': `ask for the same without what is named above: comment ${rerunWith}`,
  'tree-mismatch': `do not use this patch. Start anew: comment ${rerun}`,
  tampered: `do not use this patch. Look at the evidence, then start anew: comment ${rerun}`,
  internal: `look into the job log, report what it says, then comment ${rerun}`,
  permission: 'ask a person with write access to start it.',
  bot: 'ask a person with write access to start it.',
  'edited-since-trigger': 'put the label on again, to run on the text as it is now.',
};

function remedy({ run, candidate }: TrustReport, stop: StopPoint | undefined): string {
  if (run.state === 'blocked')
    return candidate.pullRequest
      ? 'read the findings below and push a fix; PatchPlane looks at every push.'
      : `read the findings below, then comment ${rerunWith}`;
  if (run.state === 'expired') return `comment ${rerun} for a new patch and a new approval.`;
  if (run.state === 'cancelled') return `nothing, or comment ${rerun} to start again.`;
  const known = stop ? remedies[stop.category] : undefined;
  if (known) return known;
  return run.state === 'refused' ? 'what the reason asks for.' : corrected;
}
