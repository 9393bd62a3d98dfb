import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sha256Hex } from '../../action/domain/digest.ts';
import type { WorkflowIntake } from '../../action/domain/workflow-intake.ts';
import { createGitHubWebhooks } from '../../action/plugins/github/webhooks.ts';

const webhooks = createGitHubWebhooks({ secret: 's3cret' });

const Issue = z.looseObject({ title: z.string(), body: z.string(), updated_at: z.string() });
const Payload = z.looseObject({
  issue: Issue,
  label: z.looseObject({ name: z.string() }),
  sender: z.looseObject({ id: z.number(), type: z.string() }),
  repository: z.looseObject({}),
});
const labeled = Payload.parse(
  JSON.parse(
    readFileSync(new URL('../../examples/events/issue-labeled.json', import.meta.url), 'utf8'),
  ),
);

function toIntake(payload: unknown, name = 'issues') {
  return webhooks.toIntake({ name, payload });
}

/** The intake, or a failed test that says why there is none. */
function intakeOf(payload: unknown, name?: string): WorkflowIntake {
  const answer = toIntake(payload, name);
  if (answer.kind !== 'intake') throw new Error(JSON.stringify(answer));
  return answer.intake;
}

describe('verifySignature', () => {
  const body = Buffer.from('{"a":"é"}');
  const sign = (bytes: Uint8Array, secret = 's3cret') =>
    `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

  it('[GHB-02] [SVC-23] accepts what GitHub signed, byte for byte', async () => {
    expect(await webhooks.verifySignature(body, sign(body))).toBe(true);
    expect(await webhooks.verifySignature(Buffer.from('{"a": "é"}'), sign(body))).toBe(false);
  });

  it.each([
    ['another secret', sign(body, 'other')],
    ['none', ''],
    ['the old algorithm', `sha1=${'0'.repeat(40)}`],
    ['half a digest', sign(body).slice(0, 40)],
    ['upper case', sign(body).toUpperCase()],
    ['something behind it', `${sign(body)} `],
    ['half a character', 'sha256=\ud800'],
  ])('[GHB-02] refuses %s', async (_, signature) => {
    expect(await webhooks.verifySignature(body, signature)).toBe(false);
  });

  it('[GHB-02] [SEC-07] is about the bytes: what decodes to the same text is not the same', async () => {
    const shown = Buffer.from('{"a":"\ufffd"}');
    const broken = Buffer.from(
      shown.toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff'),
      'latin1',
    );
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
    expect(broken.toString('utf8')).toBe(shown.toString('utf8'));
    expect(await webhooks.verifySignature(shown, sign(shown))).toBe(true);
    expect(await webhooks.verifySignature(broken, sign(shown))).toBe(false);
    expect(await webhooks.verifySignature(marked, sign(body))).toBe(false);
    expect(await webhooks.verifySignature(new Uint8Array(), sign(new Uint8Array()))).toBe(false);
  });

  it('[GHB-02] refuses everything without a secret', async () => {
    expect(await createGitHubWebhooks({}).verifySignature(body, sign(body, ''))).toBe(false);
  });
});

describe('toIntake of a label', () => {
  it('[SVC-02] [SVC-24] [SVC-25] [GHB-14] [TST-07] makes a request, in our words', () => {
    const answer = toIntake(labeled);

    expect(answer).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/main',
      intake: {
        actor: { id: 'github:31415926', displayName: 'mia-maintains' },
        workspace: { id: 'github:70112233', name: 'acme' },
        source: 'external',
        prompt: `${labeled.issue.title}\n\n${labeled.issue.body}`,
        externalRef: {
          eventKind: 'issues.labeled',
          repository: { externalId: '814523001', fullName: 'acme/pagination' },
          issue: { number: 1, title: labeled.issue.title, body: labeled.issue.body },
          sender: { externalId: '31415926', login: 'mia-maintains', kind: 'User' },
        },
      },
    });
  });

  it('[DOM-08] freezes the text by its digest', () => {
    const intake = intakeOf(labeled);
    expect(intake.promptSha256).toBe(sha256Hex(intake.prompt));
  });

  it('recognises the same event by its content, and another one as another', () => {
    const id = (payload: unknown) => intakeOf(payload).externalRef.deliveryId;
    const later = { ...labeled, issue: { ...labeled.issue, updated_at: '2026-11-03T00:00:00Z' } };
    const other = { ...labeled, sender: { ...labeled.sender, id: 5 } };

    expect(id(structuredClone(labeled))).toBe(id(labeled));
    expect(new Set([id(labeled), id(later), id(other)]).size).toBe(3);
    expect(intakeOf(labeled).traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('takes the delivery id of a webhook where there is one', () => {
    const answer = webhooks.toIntake({ name: 'issues', payload: labeled, deliveryId: 'guid-1' });
    expect(answer).toMatchObject({ intake: { externalRef: { deliveryId: 'guid-1' } } });
  });

  it('[GHB-08] flags a bot, so that it can be turned away', () => {
    const sender = { ...labeled.sender, login: 'renovate[bot]', type: 'Bot' };
    expect(intakeOf({ ...labeled, sender }).externalRef.sender.kind).toBe('Bot');
  });

  it('goes by the number of the sender, whatever the login looks like', () => {
    const sender = { ...labeled.sender, login: 'evil-bot', id: 99 };
    expect(intakeOf({ ...labeled, sender }).actor.id).toBe('github:99');
  });

  it('shows what nobody can see and keeps what can not be carried out of digests', () => {
    const issue = { ...labeled.issue, title: 'a\u0000b\u001b[31m', body: 'c\r\nd\ud800\te' };
    const intake = intakeOf({ ...labeled, issue });
    expect(intake.prompt).toBe('a\uFFFDb\uFFFD[31m\n\nc\nd\uFFFD\te');
    expect(intake.externalRef.issue).toMatchObject({ title: issue.title, body: 'c\r\nd\uFFFD\te' });
  });

  it.each<[string, object]>([
    [
      'the issue can not be used: the text has 60001 characters, and at most 60000 are taken: shorten it',
      { issue: { ...labeled.issue, title: 'x', body: 'y'.repeat(59_998) } },
    ],
    [
      'the issue can not be used: there is no text to work on',
      { issue: { ...labeled.issue, title: ' ', body: null } },
    ],
    ['the label is not "patchplane"', { label: { ...labeled.label, name: 'patchplanefoo' } }],
    ['the issue is closed', { issue: { ...labeled.issue, state: 'closed' } }],
    ['the issue is a pull request', { issue: { ...labeled.issue, pull_request: {} } }],
    ['a new issue is taken up when it gets the label "patchplane"', { action: 'opened' }],
    ['PatchPlane does not act on "issues.unlabeled" events', { action: 'unlabeled' }],
    ['the "issues" event is not of GitHub\'s shape at sender', { sender: undefined }],
    [
      'the "issues" event is not of GitHub\'s shape at sender.id',
      { sender: { ...labeled.sender, id: '31415926' } },
    ],
    [
      'the "issues" event is not of GitHub\'s shape at sender.type',
      { sender: { ...labeled.sender, type: 'Robot' } },
    ],
    [
      'the "issues" event is not of GitHub\'s shape at repository.name',
      { repository: { ...labeled.repository, name: '../x' } },
    ],
    ['the "issues" event is not of GitHub\'s shape at label', { label: null }],
  ])('ignores: %s', (reason, change) => {
    expect(toIntake({ ...labeled, ...change })).toEqual({ kind: 'ignored', reason });
  });

  it('takes a text of exactly 60,000 characters', () => {
    const issue = { ...labeled.issue, title: 'x', body: 'y'.repeat(59_997) };
    expect(intakeOf({ ...labeled, issue }).prompt).toHaveLength(60_000);
  });

  it('takes the label in any case, and another label where one is configured', () => {
    const label = { ...labeled.label, name: 'PatchPlane' };
    expect(toIntake({ ...labeled, label }).kind).toBe('intake');
    const configured = createGitHubWebhooks({ label: 'ai' });
    expect(configured.toIntake({ name: 'issues', payload: labeled })).toEqual({
      kind: 'ignored',
      reason: 'the label is not "ai"',
    });
  });
});

describe('toIntake of a dispatch', () => {
  const { repository, sender } = labeled;
  const workflow = '.github/workflows/patchplane.yml';
  const dispatch = {
    repository,
    sender,
    workflow,
    ref: 'refs/heads/next',
    inputs: { prompt: 'Fix it' },
  };

  it('[WFL-01] [GHB-06] takes the prompt, on the branch that was chosen', () => {
    expect(toIntake(dispatch, 'workflow_dispatch')).toMatchObject({
      kind: 'intake',
      targetRef: 'refs/heads/next',
      intake: { source: 'workflow_dispatch', prompt: 'Fix it' },
    });
  });

  it.each<[string, object]>([
    ['the dispatch has no "prompt" input', { inputs: null }],
    ['the dispatch has no "prompt" input', { inputs: { prompt: 5 } }],
    ['the prompt can not be used: there is no text to work on', { inputs: { prompt: '\n' } }],
    ['the dispatch is not on a branch', { ref: 'refs/tags/v1' }],
  ])('ignores: %s', (reason, change) => {
    expect(toIntake({ ...dispatch, ...change }, 'workflow_dispatch')).toEqual({
      kind: 'ignored',
      reason,
    });
  });
});
