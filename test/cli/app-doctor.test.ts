import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../action/domain/failure.ts';
import { readinessParts } from '../../action/domain/readiness.ts';
import { type AppAnswers, checkAppAnswers } from '../../action/entry/cli/app-readiness.ts';
import { checkEnrolment } from '../../action/entry/cli/enrolment-check.ts';
import { root } from '../house/tree.ts';
import { appAnswers } from './instruments.ts';

const url = 'https://app.example';
const page = readFileSync(join(root, 'docs', 'deploy.md'), 'utf8');
const key = 'a'.repeat(64);
const ledger = {
  kind: 'convex',
  url: 'https://ledger.example',
  audience: 'patchplane',
  idToken: { url: 'https://token.example', token: 'a-token' },
} as const;

const reds = (answers: AppAnswers, pinned?: readonly string[]) =>
  checkAppAnswers(url, answers, pinned).filter(({ status }) => status === 'red');

describe('doctor about a deployed approval app', () => {
  it('[CLI-02] has a line for each step of docs/deploy.md, all green where it is as written', async () => {
    const checks = [
      ...checkAppAnswers(url, appAnswers(url), [key]),
      ...(await checkEnrolment({ ledger }, async () => null)),
    ];

    expect(checks.map(({ status }) => status)).not.toContain('red');
    for (const { id } of checks) expect(page).toContain(`\`${id}\``);
    const told = [...page.matchAll(/`(app-[a-z-]+|enrolment)`/g)].map(([, id]) => id);
    expect(new Set(told)).toEqual(new Set(checks.map(({ id }) => id)));
  });

  it.each(readinessParts)('what the app does not find of %s is red, with its step', (part) => {
    const good = appAnswers(url);
    const { parts } = { parts: {}, ...Object(good.readiness) };
    const readiness = {
      ...Object(good.readiness),
      status: 'not-ready',
      parts: { ...parts, [part]: 'failed' },
    };

    const [found, ...others] = reds({ ...good, readiness });

    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id: `app-${part}`,
      fix: expect.stringMatching(/^Step [2-5]: /),
    });
  });

  it('another page at that address is no approval app', () => {
    for (const readiness of [undefined, '<html>', { status: 'ready' }, { status: 'ok' }])
      expect(reds(appAnswers(url, { readiness }))).toMatchObject([{ id: 'app' }]);
  });

  it('a login that goes elsewhere, or is not taken, is told with the redirect URI to add', () => {
    const elsewhere = 'https://api.workos.test/authorize?redirect_uri=https://old.example/callback';

    expect(reds(appAnswers(url, { login: elsewhere }))).toMatchObject([{ id: 'app-login' }]);
    expect(reds(appAnswers(url, { login: undefined }))).toMatchObject([{ id: 'app-login' }]);
    expect(reds(appAnswers(url, { loginTaken: false }))).toMatchObject([
      { fix: expect.stringContaining('https://app.example/callback') },
    ]);
  });

  it('a key that the repository does not pin is told before anything is approved with it', () => {
    expect(reds(appAnswers(url), ['b'.repeat(64)])).toMatchObject([{ id: 'app-signature' }]);
    expect(reds(appAnswers(url), [key])).toEqual([]);
    expect(reds(appAnswers(url), undefined)).toEqual([]);
  });

  it('only a job can ask whether its workflow is enrolled, and is told why it is not', async () => {
    const outside = { ...ledger, idToken: { url: '', token: '' } };
    const shutOut = async () => {
      throw new Failure({ code: 'auth', tell: 'The repository is not enrolled.' });
    };

    expect(await checkEnrolment({ ledger: outside }, shutOut)).toMatchObject([
      { status: 'skipped' },
    ]);
    expect(await checkEnrolment({ ledger }, shutOut)).toMatchObject([
      {
        status: 'red',
        detail: 'The repository is not enrolled.',
        fix: expect.stringContaining('Step 6'),
      },
    ]);
    expect(await checkEnrolment({ ledger }, async () => 'the kill switch')).toMatchObject([
      { status: 'red', detail: expect.stringContaining('the kill switch') },
    ]);
    expect(await checkEnrolment({ ledger: { kind: 'file' } }, shutOut)).toEqual([]);
  });
});
