import { readFileSync } from 'node:fs';
import published from '@octokit/webhooks-examples' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WorkflowIntake } from '../../../action/domain/workflow-intake.ts';
import { createGitHubWebhooks } from '../../../action/plugins/github/webhooks.ts';
import { commented, opened } from './samples.ts';

const webhooks = createGitHubWebhooks({});
const Json = z.record(z.string(), z.unknown());
const labeled = Json.parse(
  JSON.parse(
    readFileSync(new URL('../../../examples/events/issue-labeled.json', import.meta.url), 'utf8'),
  ),
);

/** The value with one of its parts, however deep, replaced. */
function changed(value: unknown, [first, ...way]: readonly number[], part: unknown): unknown {
  const record = Json.safeParse(value);
  const keys = record.success ? Object.keys(record.data) : [];
  const key = keys[(first ?? 0) % keys.length];
  if (first === undefined || !record.success || key === undefined) return part;
  return { ...record.data, [key]: changed(record.data[key], way, part) };
}

describe('every event there is', () => {
  const Examples = z.array(z.object({ name: z.string(), examples: z.array(Json) }));
  const examples = Examples.parse(published);
  const payloads = examples.flatMap(({ name, examples }) =>
    examples.map((payload) => ({ name, payload })),
  );

  it('[GHB-14] takes all 329 payloads that GitHub published without an exception', () => {
    const answers = payloads.map((event) => webhooks.toIntake(event));
    expect(payloads).toHaveLength(329);
    const reasons = answers.flatMap((answer) => (answer.kind === 'ignored' ? [answer.reason] : []));
    const kinds = answers.flatMap((answer) =>
      answer.kind === 'intake' ? [answer.intake.externalRef.eventKind] : [],
    );
    expect(reasons.length + kinds.length).toBe(329);
    expect(reasons).not.toContain('');
    expect(new Set(kinds)).toEqual(
      new Set(
        ['opened', 'synchronize', 'reopened', 'ready_for_review'].map(
          (action) => `github.pull_request.${action}`,
        ),
      ),
    );
    expect(answers.filter((answer) => /shape/.test(JSON.stringify(answer)))).toEqual([]);
  });

  it('[GHB-14] makes a valid request of every one whose label fits', () => {
    const any = createGitHubWebhooks({ label: 'bug' });
    const intakes = payloads
      .map((event) => any.toIntake(event))
      .flatMap((answer) => (answer.kind === 'intake' ? [answer.intake] : []));
    expect(intakes.filter(({ externalRef }) => externalRef.issue)).toHaveLength(2);
    expect(intakes.filter(({ externalRef }) => externalRef.pullRequest)).toHaveLength(10);
    for (const intake of intakes) expect(WorkflowIntake.parse(intake)).toEqual(intake);
  });

  const names = [
    'issues',
    'issue_comment',
    'pull_request',
    'pull_request_target',
    'workflow_dispatch',
    'repository_dispatch',
  ];

  it('is total: any part of a payload can be anything', () => {
    const parts = fc.constantFrom(...payloads.filter(({ name }) => names.includes(name)));
    fc.assert(
      fc.property(
        parts,
        fc.array(fc.nat(40), { maxLength: 4 }),
        fc.jsonValue(),
        (event, way, value) => {
          const payload = changed(event.payload, way, value);
          const answer = webhooks.toIntake({ name: event.name, payload });
          expect(answer.kind).toMatch(/^(intake|command|publish|ignored)$/);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is total: any JSON yields an answer, with a reason that is safe to print', () => {
    const changes = fc.dictionary(
      fc.constantFrom(
        'action',
        'issue',
        'label',
        'sender',
        'repository',
        'comment',
        'pull_request',
        'before',
        'client_payload',
        'inputs',
        'ref',
        '__proto__',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...names, 'x\u001b[2J\n::error'),
        changes,
        fc.jsonValue(),
        (name, change, other) => {
          for (const base of [labeled, commented, opened]) {
            for (const payload of [{ ...base, ...change }, other]) {
              const answer = webhooks.toIntake({ name, payload });
              if (answer.kind === 'ignored') expect(answer.reason).toMatch(/^[\x20-\x7e]+$/);
            }
          }
        },
      ),
    );
  });
});
