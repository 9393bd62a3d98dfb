import { expect } from 'vitest';
import type { GitHubFixture } from './github-fixture.ts';
import { createOpenApiCheck } from './openapi-check.ts';

export const repo = '/repos/acme/pagination';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** The `Link` header. */
  readonly link: string | null;
}

/** Status and JSON body of one call; paths that do not start so are below the repository. */
export async function call(
  fixture: GitHubFixture,
  token: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const whole = /^\/(repos|users|user|app|orgs|installation|rate_limit)\b/.test(path);
  const response = await fixture.api(token, method, whole ? path : `${repo}${path}`, body);
  const text = await response.text();
  const json: unknown = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, body: json, link: response.headers.get('link') };
}

export function refusal(status: number, message: string | RegExp) {
  return expect.objectContaining({
    status,
    body: expect.objectContaining({ message: expect.stringMatching(message) }),
  });
}

/** What GitHub's description does not allow of everything that was said so far. */
export function undescribed({ github }: GitHubFixture): readonly string[] {
  const check = createOpenApiCheck();
  return github
    .exchanges()
    .flatMap((exchange) =>
      check(exchange).map(
        (problem) => `${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`,
      ),
    );
}
