import { describe, expect, it } from 'vitest';
import { entryPoints } from '../../approval-app/server/entry-points.ts';
import { publishClaims } from '../approval-app/ledger-house.ts';
import { type SeededRun, seedRun } from '../browser/seed-run.ts';
import { openStage } from '../browser/stage.ts';

/** Somebody kept a copy of a session's cookie, whose token goes on for minutes after the log-out. */
describe('E5 a stolen session', () => {
  const stage = openStage();

  it('[SVC-01] is worth nothing at any door once its owner logged out, and a stream of it breaks off', async () => {
    const run = await seedRun(stage.house);
    const page = await stage.at('maintainer', `/runs/${run.runId}`);
    const cookie = (await page.context().cookies(stage.house.url))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const ask = async (name: string, body?: object) =>
      await knock(stage.house.url, cookie, run, name, body);
    const view = await ask('GET /api/runs/:id');
    const { projection } = Object(await view.json());
    const stream = await ask('GET /api/live');
    expect([view.status, stream.status]).toEqual([200, 200]);

    await page.getByRole('button', { name: 'Account of' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();

    const told = await stream.text();
    expect(told).toMatch(/^data: /);
    for (const { name, proof } of entryPoints) {
      if (proof !== 'session' || name.startsWith('action ')) continue;
      const answer = await ask(name, bodies(run, projection)[name]);
      const location = answer.headers.get('location') ?? '';
      if (answer.status === 401) continue;
      expect([303, 307], name).toContain(answer.status);
      expect(location, name).toMatch(/^\/login$|\/user_management\/authorize\?/);
    }
    const { decision } = await stage.house.storage(publishClaims).readWorkflowTimeline(run.runId);
    expect(decision).toBeUndefined();
    expect(stage.house.github.dispatches()).toEqual([]);
  });
});

/** What each door would take of somebody who is signed in. */
function bodies({ runId, subjectSha256 }: SeededRun, seen: unknown): Record<string, object> {
  return {
    'POST /api/runs/:id/decision': { subjectSha256, action: 'reject', comment: 'Theirs.', seen },
    'POST /api/runs/:id/control': { kind: 'abort', key: 'abcdefgh' },
    'POST /api/runs/:id/progress': {},
    'POST /api/prompts': { repositoryId: 'github:42', prompt: 'Something of the thief.' },
    'POST /api/reruns': { runId, instruction: 'Once more.' },
  };
}

async function knock(
  app: string,
  cookie: string,
  { runId, log }: SeededRun,
  name: string,
  body?: object,
): Promise<Response> {
  const [method = 'GET', path = ''] = name.replace(/^page/, 'GET').split(' ');
  const address = path.replace(':id', runId).replace(':sha256', log);
  return await fetch(new URL(address, app), {
    method,
    redirect: 'manual',
    headers: {
      cookie,
      accept: 'text/html',
      origin: new URL(app).origin,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}
