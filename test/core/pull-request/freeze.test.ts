import { describe, expect, it } from 'vitest';
import { defaultBundle } from '../../../action/core/policy/default-bundle.ts';
import type {
  PullRequestState,
  TrustedGit,
} from '../../../action/core/services/source-control-service.ts';
import { freeze } from '../../../action/core/workflows/provision/freeze.ts';
import { head, knownPullRequest, live, mergeBase } from './pull-request.ts';

const noBranch = () => Promise.reject(new Error('the tip of the target branch does not matter'));

async function frozen(state: PullRequestState) {
  const known = knownPullRequest();
  const opened: Parameters<TrustedGit['open']>[1][] = [];
  const reader = { freezeBase: noBranch, readPullRequest: async () => state };
  const git: TrustedGit = {
    async open(_, base) {
      opened.push(base);
      return { ...known.base.trusted, listBase: async () => [] };
    },
  };
  return { outcome: await freeze(known, { reader, git }, { policy: defaultBundle }), opened };
}

describe('freezing a pull request', () => {
  it('[GHB-03] [SEC-24] takes policy and plan from where its history left the base', async () => {
    const { outcome, opened } = await frozen(live());

    expect(opened).toEqual([{ commit: mergeBase.commit, ref: 'refs/heads/main' }]);
    expect(outcome).toMatchObject({
      add: {
        base: {
          policy: defaultBundle,
          plan: { requirements: [] },
          pullRequest: { number: 7, headSha: head.sha },
        },
      },
      detail: 'base 111111111111, no check found, head 333333333333',
    });
  });

  it.each([
    ['its head moved', { headSha: '5'.repeat(40) }, /moved from 333333333333 to 555555555555/],
    ['it was closed', { state: 'closed' }, /was closed/],
    ['it was retargeted', { baseRef: 'next' }, /another target branch/],
  ] as const)('[GHB-07] [GHB-17] stops as stale when %s', async (_, changed, reason) => {
    const { outcome, opened } = await frozen(live(changed));

    expect(outcome).toMatchObject({ stop: { state: 'cancelled', category: 'stale' } });
    expect('stop' in outcome && outcome.stop.reason).toMatch(reason);
    expect(opened).toEqual([]);
  });
});
