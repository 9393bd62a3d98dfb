import { expect } from 'vitest';
import type {
  FrozenBase,
  RepositoryRef,
} from '../../../action/core/services/source-control-service.ts';
import { createGitHubFeedback } from '../../../action/plugins/github/feedback.ts';
import { createGitHubReader } from '../../../action/plugins/github/reader.ts';
import { createGitHubWriter } from '../../../action/plugins/github/writer.ts';
import {
  type GitHubFixture,
  startSampleGitHub,
  type tokens,
} from '../../embedded/github/github-fixture.ts';
import { createOpenApiCheck } from '../../embedded/github/openapi-check.ts';

/** The real plugin against the stand-in, over a socket. */
export interface PluginFixture {
  readonly fixture: GitHubFixture;
  readonly repository: RepositoryRef;
  readonly base: FrozenBase;
  readonly reader: ReturnType<typeof createGitHubReader>;
  readonly feedback: ReturnType<typeof createGitHubFeedback>;
  readonly writer: ReturnType<typeof createGitHubWriter>;
  options(
    token: (typeof tokens)[number]['token'],
    timeoutMs?: number,
  ): {
    readonly token: string;
    readonly apiUrl: string;
    readonly timeoutMs: number;
    readonly sleep: () => Promise<void>;
  };
  /** Opens an issue and answers with its number. */
  newIssue(): number;
  /** Author and text of the comments of an issue. */
  commentsOf(number: number): (readonly [string, string])[];
  /** Starts to listen; the function returned gives `METHOD path status` of what was sent since. */
  wire(): () => string[];
  /** Everything on the wire so far that GitHub's description does not allow. */
  undescribed(): string[];
}

export async function startPlugin(): Promise<PluginFixture> {
  const fixture = await startSampleGitHub();
  const { github, repository } = fixture;
  const options: PluginFixture['options'] = (token, timeoutMs = 5_000) => ({
    token,
    apiUrl: github.apiUrl,
    timeoutMs,
    sleep: async () => undefined,
  });
  return {
    fixture,
    repository,
    base: { ...fixture.start, ref: 'refs/heads/main' },
    reader: createGitHubReader(options('token-propose')),
    feedback: createGitHubFeedback(options('token-propose')),
    writer: createGitHubWriter(options('token-publish')),
    options,
    newIssue: () => {
      github.createIssue({ title: 'Last page is dropped', body: 'Body', author: 'sam-reports' });
      return github.state().lastNumber;
    },
    commentsOf: (number) =>
      github
        .state()
        .comments.filter(({ issue }) => issue === number)
        .map(({ author, body }) => [author.login, body]),
    wire: () => {
      const before = github.exchanges().length;
      return () =>
        github
          .exchanges()
          .slice(before)
          .map(
            ({ method, path, status }) =>
              `${method} ${path.replace('/repos/acme/pagination', '')} ${status}`,
          );
    },
    undescribed: () => {
      const check = createOpenApiCheck();
      return github
        .exchanges()
        .flatMap((exchange) =>
          check(exchange).map(
            (problem) => `${exchange.method} ${exchange.path} ${exchange.status}: ${problem}`,
          ),
        );
    },
  };
}

/** Matches a `Failure` of this code whose sentence for people fits. */
export function failure(code: string, tell: RegExp = /./) {
  return expect.objectContaining({ name: 'Failure', code, tell: expect.stringMatching(tell) });
}
