import type { Stage } from './advance.ts';

/** The stages of a proposal as people, the ledger, the chain and the trace know them. */
export const openingStages = {
  authorize: {
    name: 'authorize',
    event: 'repository.verified',
    span: 'patchplane.git.verify_repo',
    plugin: 'github',
  },
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
  verify: { name: 'verify', event: 'verification.run', state: 'verifying', plugin: 'daytona' },
  review: { name: 'review', event: 'review.run', span: 'patchplane.review.run' },
  evaluate: {
    name: 'evaluate',
    event: 'policy.evaluate',
    span: 'patchplane.policy.evaluate',
    state: 'evaluating',
  },
} as const satisfies Record<string, Stage>;
