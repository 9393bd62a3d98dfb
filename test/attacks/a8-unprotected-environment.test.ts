import { describe, expect, it } from 'vitest';
import {
  approval,
  decisionWith,
  protectedEnvironment,
  type Setting,
} from '../plugins/environment-approval/environment.ts';

const without = (type: string) =>
  protectedEnvironment.protection_rules.filter((rule) => rule.type !== type);
const branches = (policy: object | null) => ({
  ...protectedEnvironment,
  deployment_branch_policy: policy,
});
const onlyProtected = branches({ protected_branches: true, custom_branch_policies: false });

describe('[A8] an environment that GitHub made by itself, with no protection', () => {
  it('(a protected one counts, with the person who approved)', async () => {
    expect(await decisionWith({})).toEqual({
      kind: 'decided',
      decision: {
        ...{ answer: 'approved', actorId: 'github:7', comment: 'fine', decidedAt: 5_000 },
        approvers: ['github:7'],
      },
    });
    expect(
      await decisionWith({ environment: onlyProtected, defaultIsProtected: true }),
    ).toMatchObject({ kind: 'decided' });
  });

  it.each<[string, Setting, RegExp]>([
    ['is not there', { environment: undefined }, /does not exist/],
    [
      'has no rules',
      { environment: { ...protectedEnvironment, protection_rules: [] } },
      /has no required reviewers/,
    ],
    [
      'has a timer in place of reviewers',
      {
        environment: {
          ...protectedEnvironment,
          protection_rules: [...without('required_reviewers'), { type: 'wait_timer' }],
        },
      },
      /has no required reviewers/,
    ],
    [
      'requires reviewers and names none',
      {
        environment: {
          ...protectedEnvironment,
          protection_rules: [{ type: 'required_reviewers', reviewers: [] }],
        },
      },
      /has no required reviewers/,
    ],
    ['is open to every branch', { environment: branches(null) }, /every branch may use it/],
    [
      'is open to a second branch',
      { policies: [{ name: 'main' }, { name: 'dev' }] },
      /other branches/,
    ],
    ['is open to a pattern', { policies: [{ name: '*' }] }, /other branches/],
    [
      'is open to a tag of that name',
      { policies: [{ name: 'main', type: 'tag' }] },
      /other branches/,
    ],
    ['is open to no branch that it names', { policies: [] }, /other branches/],
    [
      'is for protected branches, of which there are none',
      { environment: onlyProtected },
      /default branch is not one/,
    ],
  ])('one that %s is refused, with what to do', async (_, setting, because) => {
    const answer = await decisionWith(setting);

    expect(answer).toEqual({ kind: 'refused', tell: expect.stringMatching(because) });
    expect(answer).toEqual({
      kind: 'refused',
      tell: expect.stringMatching(
        /Settings > Environments > publish.*gh api --method PUT repos\/acme\/api\/environments\/publish/,
      ),
    });
  });

  it('a job that runs in none is refused, with what to write into the workflow', async () => {
    expect(await decisionWith({ options: { environment: undefined } })).toEqual({
      kind: 'refused',
      tell: expect.stringMatching(/environment: patchplane-publish/),
    });
  });

  it.each<[string, Setting, RegExp]>([
    ['nobody approved', { approvals: [] }, /Nobody approved/],
    [
      'somebody approved another environment',
      { approvals: [approval(7, 'rae', { environments: [{ id: 1, name: 'publish' }] })] },
      /Nobody approved/,
    ],
    ['a reviewer rejected', { approvals: [approval(7, 'rae', { state: 'rejected' })] }, /rejected/],
    [
      'an App approved',
      { approvals: [approval(8, 'bot[bot]', { user: { id: 8, login: 'bot[bot]', type: 'Bot' } })] },
      /Only a person/,
    ],
    ['a ghost approved', { approvals: [approval(7, 'rae', { user: null })] }, /Only a person/],
    ['[E5] the approver lost write access since', { permissions: { rae: 'read' } }, /no write/],
    ['[E5] the approver left', { permissions: {} }, /no write permission .*none/],
    [
      '[E4] the requester approved',
      { approvals: [approval(99, 'requester')] },
      /had a hand in this run/,
    ],
    [
      '[E4] the requester approved beside somebody else',
      { approvals: [approval(99, 'requester'), approval(7, 'rae')] },
      /had a hand in this run/,
    ],
  ])('it is refused when %s', async (_, setting, because) => {
    expect(await decisionWith(setting)).toEqual({
      kind: 'refused',
      tell: expect.stringMatching(because),
    });
  });

  it('who works alone may approve, and the decision says so for ever', async () => {
    const approvals = [approval(99, 'requester', { comment: '' })];

    expect(await decisionWith({ approvals, options: { requesterMayApprove: true } })).toMatchObject(
      {
        decision: { actorId: 'github:99', comment: expect.stringMatching(/^Exception: who asked/) },
      },
    );
  });

  it('only words that say so override the policy', async () => {
    const said = async (comment: string) =>
      await decisionWith({ approvals: [approval(7, 'rae', { comment })] });

    expect(await said('override: it is urgent')).toMatchObject({
      decision: { overrideReason: 'it is urgent' },
    });
    expect(await said('looks good')).not.toMatchObject({
      decision: { overrideReason: expect.anything() },
    });
  });
});
