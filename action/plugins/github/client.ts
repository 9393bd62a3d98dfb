import { setTimeout as delay } from 'node:timers/promises';
import type { Octokit } from '@octokit/core';
import type { z } from 'zod';
import { Failure } from '../../domain/failure.ts';
import { type Purpose, problemOf, type RequestProblem } from './request-problem.ts';

export interface GitHubOptions {
  readonly token: string;
  /** `https://api.github.com`, or what an Enterprise Server or a stand-in has for it. */
  readonly apiUrl: string;
  /** For each request; 15 seconds unless told. */
  readonly timeoutMs?: number;
  /** Whether the machine's proxy variables count, as the runner sets them; they do unless told. */
  readonly proxy?: boolean;
  /** How waiting is done between tries. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
  /** Told of each request that goes out, tries and pages included: so a run can say how many. */
  readonly onRequest?: (request: { readonly route: string }) => void;
}

/** A request to one endpoint: `GET /repos/{owner}/{repo}`, with what it is for. */
export interface Endpoint extends Purpose {
  readonly route: `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /${string}`;
}

export type Parameters = Readonly<Record<string, unknown>>;

/**
 * GitHub's REST API with a deadline on each request and a schema on each answer. What was
 * only asked is asked again after a passing trouble; what was written is never sent twice,
 * unless GitHub said that it did not take it. Everything that goes wrong is a `Failure`.
 */
export interface GitHubClient {
  call<Output>(
    endpoint: Endpoint,
    parameters: Parameters,
    answer: z.ZodType<Output>,
  ): Promise<Output>;
  /** The items of all pages; throws `too-large` rather than leaving some out. */
  list<Item>(
    endpoint: Endpoint,
    parameters: Parameters,
    answer: z.ZodType<readonly Item[]>,
  ): Promise<readonly Item[]>;
}

const pageSize = 100;
/** An issue holds at most 2,500 comments, and no other list that is read here is longer. */
const mostPages = 26;

export function createClient(options: GitHubOptions): GitHubClient {
  const octokit = createOctokit(options);

  const once: Once = async ({ route, ...purpose }, parameters) => {
    const signal = AbortSignal.timeout(options.timeoutMs ?? 15_000);
    options.onRequest?.({ route });
    try {
      const { request } = await octokit();
      const response = await request(route, { ...parameters, request: { signal } });
      return { kind: 'answered', data: response.data };
    } catch (error) {
      return { kind: 'problem', problem: problemOf(error, purpose, signal.aborted) };
    }
  };

  const call: GitHubClient['call'] = async (endpoint, parameters, answer) => {
    const data = await persist(once, endpoint, parameters, options.sleep ?? delay);
    return decode(endpoint, data, answer);
  };

  return {
    call,
    list: async (endpoint, parameters, answer) => {
      const items = [];
      for (let page = 1; page <= mostPages; page += 1) {
        const found = await call(endpoint, { ...parameters, per_page: pageSize, page }, answer);
        items.push(...found);
        if (found.length < pageSize) return items;
      }
      const tell = `GitHub lists more than ${mostPages * pageSize} items when asked to ${endpoint.doing}.`;
      throw new Failure({ code: 'too-large', tell });
    },
  };
}

/** The vendor's client, made when the first request goes out. */
function createOctokit(options: GitHubOptions): () => Promise<Pick<Octokit, 'request'>> {
  let made: Promise<Pick<Octokit, 'request'>> | undefined;
  return () => {
    made ??= makeOctokit(options);
    return made;
  };
}

async function makeOctokit({ token, apiUrl, proxy = true }: GitHubOptions) {
  const settings = { baseUrl: apiUrl, userAgent: 'patchplane', log: silent };
  if (proxy && !isOnThisMachine(apiUrl)) {
    // It brings a way through proxies, and half a megabyte that nobody else needs.
    const { GitHub, getOctokitOptions } = await import('@actions/github/lib/utils');
    return new GitHub(getOctokitOptions(token, settings));
  }
  const { Octokit } = await import('@octokit/core');
  return new Octokit({ ...settings, auth: token });
}

/** A proxy of the environment is for GitHub: a stand-in on this machine is never behind it. */
function isOnThisMachine(apiUrl: string): boolean {
  return ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(apiUrl).hostname);
}

type Once = (
  endpoint: Endpoint,
  parameters: Parameters,
) => Promise<
  | { readonly kind: 'answered'; readonly data: unknown }
  | { readonly kind: 'problem'; readonly problem: RequestProblem }
>;

const mostTries = 3;

async function persist(
  once: Once,
  endpoint: Endpoint,
  parameters: Parameters,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<unknown> {
  for (let tried = 1; ; tried += 1) {
    const outcome = await once(endpoint, parameters);
    if (outcome.kind === 'answered') return outcome.data;
    const pause = pauseAfter(outcome.problem, endpoint.route.startsWith('GET '), tried);
    if (pause === undefined) throw outcome.problem.failure;
    await sleep(pause);
  }
}

const longestWaitMs = 60_000;

/** How long to wait before trying again; undefined where trying again is no use or no right. */
function pauseAfter(problem: RequestProblem, onlyAsks: boolean, tried: number): number | undefined {
  if (tried >= mostTries) return undefined;
  if (problem.waitMs !== undefined)
    return problem.waitMs <= longestWaitMs ? problem.waitMs : undefined;
  if (!problem.passing || !onlyAsks) return undefined;
  return 250 * 4 ** (tried - 1) * (1 + Math.random());
}

function decode<Output>(endpoint: Endpoint, data: unknown, answer: z.ZodType<Output>): Output {
  const decoded = answer.safeParse(data);
  if (decoded.success) return decoded.data;
  throw new Failure({
    code: 'invalid-answer',
    tell: `GitHub answered in an unknown shape when asked to ${endpoint.doing}.`,
    cause: decoded.error,
  });
}

/** Octokit would write deprecations to the console; what matters comes back as a `Failure`. */
const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
} as const;
