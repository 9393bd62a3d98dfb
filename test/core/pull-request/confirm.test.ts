import { describe, expect, it } from 'vitest';
import { confirm } from '../../../action/core/workflows/provision/confirm.ts';
import { knownPullRequest, live } from './pull-request.ts';

const off = { thrownBy: async () => undefined };
const nobodyAsks = () => Promise.reject(new Error('there is no pull request to read'));

describe('the last look before anybody is asked', () => {
  it('[GHB-17] [A5] stops when somebody pushed while the old head was judged', async () => {
    const reader = { readPullRequest: async () => live({ headSha: '5'.repeat(40) }) };

    const outcome = await confirm(knownPullRequest(), { reader, killSwitch: off });

    expect(outcome).toMatchObject({ stop: { state: 'cancelled', category: 'stale' } });
  });

  it('lets a pull request through whose head is where it was', async () => {
    const reader = { readPullRequest: async () => live() };

    const outcome = await confirm(knownPullRequest(), { reader, killSwitch: off });

    expect(outcome).toEqual({ add: {}, detail: 'the head is still 333333333333' });
  });

  it('[E13] [SEC-16] opens no decision once the kill switch is thrown', async () => {
    const killSwitch = { thrownBy: async () => 'the variable PATCHPLANE_KILL_SWITCH' };

    const outcome = await confirm(knownPullRequest(), {
      reader: { readPullRequest: nobodyAsks },
      killSwitch,
    });

    expect(outcome).toMatchObject({ stop: { state: 'cancelled', category: 'kill-switch' } });
    expect('stop' in outcome && outcome.stop.reason).toContain('PATCHPLANE_KILL_SWITCH');
  });

  it('asks nothing about heads where an agent wrote the candidate', async () => {
    const { base, request } = knownPullRequest();
    const { trusted, plan, policy, config } = base;
    const agents = { request, base: { trusted, plan, policy, config } };

    const outcome = await confirm(agents, {
      reader: { readPullRequest: nobodyAsks },
      killSwitch: off,
    });

    expect(outcome).toMatchObject({ add: {} });
  });
});
