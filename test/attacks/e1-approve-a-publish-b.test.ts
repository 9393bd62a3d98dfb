import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApprovalSubject } from '../../action/domain/approval-subject.ts';
import { otherSubjects } from '../domain/samples.ts';
import { type ApprovedRun, approveRun, type Tampering } from './approved-run.ts';

describe('[E1] something else than what was approved', { timeout: 60_000 }, () => {
  let approved: ApprovedRun;

  beforeAll(async () => {
    approved = await approveRun();
  }, 180_000);
  afterAll(() => approved.house.close());

  const stopped = async (tampering: Tampering) => {
    const { end, written } = await approved.attempt(tampering);
    expect(written).toEqual([]);
    return end;
  };
  const digestOf = (kind: string) =>
    approved.run.report.evidence.find((item) => item.kind === kind)?.sha256 ?? '';

  it('(the same attempt with nothing changed does publish)', async () => {
    expect(await approved.attempt({})).toEqual({
      end: 'published',
      written: ['commit', 'branch', 'pull request'],
    });
  });

  it.each(otherSubjects.map(([field, other]) => [field, other[field]] as const))(
    'a stored subject with another %s is refused, though the ledger hands out the decision',
    async (field, value) => {
      const end = await stopped({
        timeline: (timeline) => ({ ...timeline, subject: changed(timeline.subject, field, value) }),
      });

      expect(end).toMatch(/^(failed: |Failure: )/);
    },
  );

  it.each(['diff', 'policy-result', 'trust-report', 'test-report', 'stdout', 'raw-trace'])(
    'one flipped bit anywhere in the %s is refused, though the store says nothing',
    async (kind) => {
      for (const place of [0, 0.5, 0.999]) {
        const end = await stopped({
          evidence: (sha256, content) =>
            sha256 === digestOf(kind)
              ? flipped(content, Math.floor(content.length * place))
              : content,
        });

        expect(end).toBe(
          `Failure: Nothing was published: evidence ${digestOf(kind)} is not what was sealed.`,
        );
      }
    },
  );

  it('a list of evidence with one piece less is refused', async () => {
    const { evidenceManifestSha256 } = approved.run.report.subject ?? {
      evidenceManifestSha256: '',
    };
    const end = await stopped({
      evidence: (sha256, content) => {
        if (sha256 !== evidenceManifestSha256) return content;
        const list = JSON.parse(new TextDecoder().decode(content));
        const items = list.items.filter((item: { kind: string }) => item.kind !== 'raw-trace');
        return new TextEncoder().encode(JSON.stringify({ ...list, items }));
      },
    });

    expect(end).toBe(
      'failed: Nothing was published: the approval names another evidenceManifestSha256.',
    );
  });

  it('a policy that judges otherwise today is refused', async () => {
    const end = await stopped({
      services: ({ policy }) => ({
        policy: {
          ...policy,
          evaluateSealed: (sealed) => ({
            ...policy.evaluateSealed(sealed),
            outcome: 'manual-review',
          }),
        },
      }),
    });

    expect(end).toBe('failed: Nothing was published: the approval names another policyOutcome.');
  });

  it('another target branch is refused', async () => {
    const end = await stopped({
      timeline: (timeline) => ({
        ...timeline,
        run: { ...timeline.run, targetRef: 'refs/heads/release' },
      }),
    });

    expect(end).toBe('failed: Nothing was published: the approval names another targetRef.');
  });

  it('an event of the journal that was edited or left out is refused', async () => {
    const { events } = approved.timeline;
    for (const at of [0, 5, events.length - 2]) {
      const edited = events.map((event, index) =>
        index === at ? { ...event, summary: 'nothing happened here' } : event,
      );
      const shorter = events.toSpliced(at, 1);

      for (const forged of [edited, shorter]) {
        const end = await stopped({ timeline: (timeline) => ({ ...timeline, events: forged }) });
        expect(end).toMatch(/^Failure: Nothing was published: event \d+ of its provenance /);
      }
    }
  });

  it('a journal cut before the seal is refused', async () => {
    const at = approved.timeline.events.findIndex(({ type }) => type === 'evidence.sealed');
    const end = await stopped({
      timeline: (timeline) => ({ ...timeline, events: timeline.events.slice(0, at) }),
    });

    expect(end).toMatch(/its provenance does not hold the seal that the approval names/);
  });
});

function changed<Field extends keyof ApprovalSubject>(
  subject: ApprovalSubject | undefined,
  field: Field,
  value: ApprovalSubject[Field],
): ApprovalSubject | undefined {
  return subject && { ...subject, [field]: value };
}

function flipped(content: Uint8Array, at: number): Uint8Array {
  return content.map((byte, index) => (index === at ? byte ^ 1 : byte));
}
