import { describe, expect, it } from 'vitest';
import type { RunCommand } from '../../../action/core/services/github-webhook-service.ts';
import { type ApprovalSubject, subjectDigest } from '../../../action/domain/approval-subject.ts';
import type { RepositoryPermission } from '../../../action/domain/permission.ts';
import { createCommentApproval } from '../../../action/plugins/comment-approval/create-comment-approval.ts';
import { sampleSubject } from '../../domain/samples.ts';

const digest = subjectDigest(sampleSubject);
const repository = { externalId: '42', owner: 'acme', name: 'api' };
const at = (second: number) => new Date(1_700_000_000_000 + second * 1_000).toISOString();

interface Written {
  readonly id: number;
  readonly body: string;
  readonly by?: string;
  readonly editedAt?: string;
  readonly type?: string;
}

const people = { rae: 7, kim: 8, requester: 99 };
const numberOf = (login: string) =>
  Object.entries(people).find(([name]) => name === login)?.[1] ?? 1;

interface Scene {
  /** What the event delivered. */
  readonly command: Written;
  /** What is on the issue now; the command alone unless told. */
  readonly comments?: readonly Written[];
  readonly live?: { body?: string; authorId?: string };
  readonly permissions?: Readonly<Record<string, RepositoryPermission>>;
  readonly digest?: string;
  readonly requesterMayApprove?: boolean;
  readonly subject?: ApprovalSubject;
  /** How many people it takes; one unless told. */
  readonly required?: number;
}

const approve: Written = { id: 10, body: `/patchplane approve ${digest.slice(0, 12)}` };
const reject: Written = {
  id: 11,
  body: `/patchplane reject ${digest.slice(0, 12)} not now`,
  by: 'kim',
};

/** Only as much grammar as the scenes use. */
function readCommand(body: string) {
  const [, name, found, reason] =
    /^\/patchplane (approve|reject) ([0-9a-f]+)(?: (.*))?$/.exec(body) ?? [];
  if (!found) return undefined;
  return {
    answer: name === 'approve' ? ('approved' as const) : ('rejected' as const),
    digest: found,
    reason,
  };
}

async function decide({ command, comments = [command], live = {}, permissions, ...scene }: Scene) {
  const author = command.by ?? 'rae';
  const said: RunCommand = {
    name: command.body.includes('approve') ? 'approve' : 'reject',
    digest: scene.digest ?? digest.slice(0, 12),
    actor: { id: `github:${numberOf(author)}`, displayName: author },
    ref: {
      provider: 'github',
      deliveryId: 'delivery-1',
      eventKind: 'issue_comment.created',
      repository: { provider: 'github', fullName: 'acme/api', ...repository },
      issue: { externalId: '1', number: 482, title: 'title', body: '' },
      comment: { externalId: String(command.id), body: command.body, updatedAt: at(command.id) },
      sender: {
        provider: 'github',
        externalId: String(numberOf(author)),
        login: author,
        kind: 'User',
      },
    },
  };
  const listed = comments.map(({ id, body, by = 'rae', editedAt, type = 'User' }) => ({
    id,
    body,
    created_at: at(id),
    updated_at: editedAt ?? at(id),
    user: { id: numberOf(by), login: by, type },
  }));
  const source = createCommentApproval({
    github: { call: async (_, __, answer) => answer.parse(listed) },
    reader: {
      readComment: async () => ({
        body: live.body ?? command.body,
        updatedAt: at(command.id),
        authorId: live.authorId ?? String(numberOf(author)),
      }),
      readActorPermission: async (_, __, login) =>
        (permissions ?? { rae: 'write', kim: 'maintain', requester: 'admin' })[login] ?? 'none',
    },
    repository,
    command: said,
    readCommand,
    requesterMayApprove: scene.requesterMayApprove ?? false,
  });
  return await source.readDecision(scene.subject ?? sampleSubject, {
    requesterIds: ['github:99'],
    required: scene.required ?? 1,
  });
}

const refusedWith = (because: RegExp) => ({
  kind: 'refused',
  tell: expect.stringMatching(because),
});

describe('a decision that takes two people', () => {
  const second = { ...approve, id: approve.id + 20, by: 'kim' };

  it('[E4] counts everybody once: the same person twice is one', async () => {
    const again = { ...approve, id: approve.id + 20 };

    expect(await decide({ command: again, comments: [approve, again], required: 2 })).toMatchObject(
      {
        decision: { answer: 'approved', approvers: ['github:7'] },
      },
    );
    expect(
      await decide({ command: second, comments: [approve, second], required: 2 }),
    ).toMatchObject({ decision: { answer: 'approved', approvers: ['github:7', 'github:8'] } });
  });

  it('is ended by one rejection before the second approval, and by none after it', async () => {
    const no = { ...reject, id: approve.id + 10 };
    const late = { ...reject, id: second.id + 10 };

    expect(await decide({ command: no, comments: [approve, no], required: 2 })).toMatchObject({
      decision: { answer: 'rejected' },
    });
    expect(await decide({ command: second, comments: [approve, no, second], required: 2 })).toEqual(
      refusedWith(/decided already by "kim": rejected/),
    );
    expect(await decide({ command: late, comments: [approve, second, late], required: 2 })).toEqual(
      refusedWith(/decided already by "kim": approved/),
    );
  });
});

describe('a decision in a comment', () => {
  it('is that of its author, at its time, about these bytes', async () => {
    expect(await decide({ command: approve })).toEqual({
      kind: 'decided',
      decision: {
        answer: 'approved',
        actorId: 'github:7',
        comment: '',
        decidedAt: Date.parse(at(10)),
        approvers: ['github:7'],
      },
    });
    expect(await decide({ command: reject })).toMatchObject({
      decision: { answer: 'rejected', actorId: 'github:8', comment: 'not now' },
    });
  });

  it.each<[string, Scene, RegExp]>([
    ['names other bytes', { command: approve, digest: 'f'.repeat(12) }, /is not that of this run/],
    ['names too few digits', { command: approve, digest: digest.slice(0, 11) }, /is not that of/],
    ['was edited since the event', { command: approve, live: { body: 'nice' } }, /was changed/],
    ['was edited at all', { command: { ...approve, editedAt: at(99) } }, /was changed/],
    ['was deleted since', { command: approve, comments: [] }, /was changed/],
    ['is by somebody else now', { command: approve, live: { authorId: '8' } }, /not by the person/],
    ['is by a bot', { command: { ...approve, type: 'Bot' } }, /was changed/],
    [
      '[E5] is by somebody without write access',
      { command: approve, permissions: {} },
      /may not decide/,
    ],
    ['[E5] is by a triager', { command: approve, permissions: { rae: 'triage' } }, /now: triage/],
    [
      '[E4] is by who asked',
      { command: { ...approve, by: 'requester' } },
      /had a hand in this run/,
    ],
  ])('that %s decides nothing', async (_, scene, because) => {
    expect(await decide(scene)).toEqual(refusedWith(because));
  });

  it('the first valid one wins, whichever job looks at it', async () => {
    const comments = [approve, reject];

    expect(await decide({ command: approve, comments })).toMatchObject({
      decision: { answer: 'approved', actorId: 'github:7' },
    });
    expect(await decide({ command: reject, comments })).toEqual(
      refusedWith(/decided already by "rae": approved/),
    );
  });

  it('two who say the same are one decision: the first', async () => {
    const second = { ...approve, id: 12, by: 'kim' };

    expect(await decide({ command: second, comments: [approve, second] })).toMatchObject({
      decision: { actorId: 'github:7', decidedAt: Date.parse(at(10)) },
    });
  });

  it('an earlier one of somebody who may not decide, or that was edited, is none', async () => {
    const earlier = { ...reject, id: 9 };

    expect(
      await decide({
        command: approve,
        comments: [earlier, approve],
        permissions: { rae: 'write' },
      }),
    ).toMatchObject({ decision: { answer: 'approved' } });
    expect(
      await decide({ command: approve, comments: [{ ...earlier, editedAt: at(50) }, approve] }),
    ).toMatchObject({ decision: { answer: 'approved' } });
  });

  it('who asked may turn it down, and approve only where that was agreed', async () => {
    const own = { ...approve, by: 'requester' };

    expect(await decide({ command: { ...reject, by: 'requester' } })).toMatchObject({
      decision: { answer: 'rejected' },
    });
    expect(await decide({ command: own, requesterMayApprove: true })).toMatchObject({
      decision: { comment: expect.stringMatching(/^Exception: who asked also approved/) },
    });
  });

  it('[SEC-15] what stands behind an approval against the policy is why', async () => {
    const subject = { ...sampleSubject, policyOutcome: 'changes-requested' as const };
    const found = subjectDigest(subject).slice(0, 12);
    const command = { ...approve, body: `/patchplane approve ${found} it is urgent` };

    expect(await decide({ command, subject, digest: found })).toMatchObject({
      decision: { overrideReason: 'it is urgent' },
    });
  });

  it('[SEC-15] one without the reason that it needs decided nothing: one with a reason may follow', async () => {
    const subject = { ...sampleSubject, policyOutcome: 'changes-requested' as const };
    const found = subjectDigest(subject).slice(0, 12);
    const plain = { ...approve, id: 9, body: `/patchplane approve ${found}` };
    const command = { ...approve, body: `/patchplane approve ${found} it is urgent` };

    expect(
      await decide({ command, comments: [plain, command], subject, digest: found }),
    ).toMatchObject({ decision: { overrideReason: 'it is urgent' } });
  });
});
