import { describe, expect, it } from 'vitest';
import { json } from '../../approval-app/server/api/handler.ts';
import { createLog } from '../../approval-app/server/log.ts';
import { limited } from '../../approval-app/server/rate-limit.ts';

describe('the server around its handlers', () => {
  it('takes so many requests a minute, and says when it takes more', async () => {
    let now = 0;
    const handler = limited(
      async () => json('done'),
      2,
      () => now,
    );
    const ask = async () =>
      await handler(new Request('http://app.test/'), { session: undefined, params: {} });

    const answers = [await ask(), await ask(), await ask()];
    now = 61_000;

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get('retry-after')).toBe('60');
    expect((await ask()).status).toBe(200);
  });

  it('[TEL] a line of the log has ids and words, and no room for a secret', () => {
    const lines: string[] = [];
    const log = createLog(
      (line) => lines.push(line),
      () => 0,
    );
    const sentinel = 'https://r2.test/x?X-Amz-Signature=SENTINEL secret';
    const more = { route: 'GET /api/runs/:id', status: 200, token: sentinel };

    log('request', more);

    expect(lines).toEqual([
      `${JSON.stringify({
        time: '1970-01-01T00:00:00.000Z',
        what: 'request',
        route: 'GET /api/runs/:id',
        status: 200,
      })}\n`,
    ]);
    expect(lines.join('')).not.toContain('SENTINEL');
  });
});
