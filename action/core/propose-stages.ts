import type { Stage } from './advance.ts';

/** The stages of a proposal as people, the ledger, the chain and the trace know them. */
export const openingStages = {
  authorize: {
    name: 'authorize',
    event: 'repository.verified',
    span: 'patchplane.git.verify_repo',
    plugin: 'github',
  },
  admit: { name: 'admit', event: 'run.admitted', plugin: 'github' },
  lineage: { name: 'lineage', event: 'run.lineage', plugin: 'github' },
  freeze: { name: 'freeze', event: 'base.frozen', plugin: 'git' },
  provision: {
    name: 'provision',
    event: 'sandbox.provisioned',
    span: 'patchplane.sandbox.provision',
    state: 'provisioning',
    plugin: 'daytona',
  },
  run: {
    name: 'run',
    event: 'runtime.session',
    span: 'patchplane.runtime.start_session',
    state: 'running',
    plugin: 'pi',
  },
  capture: { name: 'capture', event: 'candidate.captured', plugin: 'git' },
  carry: { name: 'capture', event: 'candidate.captured', plugin: 'git' },
  take: { name: 'capture', event: 'candidate.captured', plugin: 'git' },
  verify: { name: 'verify', event: 'verification.run', state: 'verifying', plugin: 'daytona' },
  review: { name: 'review', event: 'review.run', span: 'patchplane.review.run' },
  evaluate: {
    name: 'evaluate',
    event: 'policy.evaluate',
    span: 'patchplane.policy.evaluate',
    state: 'evaluating',
  },
  confirm: { name: 'confirm', event: 'run.confirmed', plugin: 'github' },
} as const satisfies Record<string, Stage>;

/** In the order in which people see them; one that only some runs have is not listed. */
export function shownStages(isPullRequest: boolean): readonly Stage[] {
  const { authorize, admit, freeze, provision, run, capture, take } = openingStages;
  const { verify, review, evaluate, confirm } = openingStages;
  const writing = isPullRequest ? [take] : [provision, run, capture];
  return [authorize, admit, freeze, ...writing, verify, review, evaluate, confirm];
}
