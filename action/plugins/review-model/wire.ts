import { setTimeout as delay } from 'node:timers/promises';
import { type AnswerForm, bodyProblem, readWithin } from './answer-body.ts';
import { type ApiProblem, createProblems, type Problems, retryAfterMs } from './api-problem.ts';

export interface WireOptions {
  /** `OPENAI_API_ERROR`, `OLLAMA_API_ERROR` or `PROVIDER_ERROR`. */
  readonly errorName: string;
  /** Requests go below it and nowhere else, whatever a client asks for. */
  readonly baseUrl: string;
  /** Who we are, to this endpoint only. Secret. */
  readonly credentials: Readonly<Record<string, string>>;
  readonly form: AnswerForm;
  /** For one try. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** How waiting is done between tries; the clock unless told. */
  readonly sleep?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

/** What a vendor's client sends its requests through, and what came of the last one. */
export interface Wire {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Tries of the last request that failed. */
  retries(): number;
  /** Around the try that was answered. */
  wallSeconds(): number;
  /** Why the last request failed. Clients wrap what is thrown in errors of their own. */
  problem(): ApiProblem | undefined;
}

const mostTries = 3;
/** A provider that asks for more is not waited for: the job has other things to say. */
const longestWaitMs = 60_000;

/**
 * One guarded way out for every client: a deadline around the whole answer, so that a slow drip
 * ends too; a limit on its size; no redirect, which would carry the question and the key to an
 * address that nobody allowed; none of the headers that clients add by themselves or take from
 * the environment; and bounded retries that heed `Retry-After`.
 */
export function createWire(options: WireOptions): Wire {
  const problems = createProblems(options.errorName);
  let retries = 0;
  let wallSeconds = 0;
  let problem: ApiProblem | undefined;

  const once = async (url: URL, init: RequestInit): Promise<Response | ApiProblem> => {
    const deadline = AbortSignal.timeout(options.timeoutMs);
    const given = init.signal ? [init.signal] : [];
    const signal = AbortSignal.any([options.signal, deadline, ...given]);
    const startedAt = performance.now();
    try {
      const response = await fetch(url, requestOf(init, options.credentials, signal));
      const body = await readWithin(response);
      wallSeconds = (performance.now() - startedAt) / 1_000;
      return judge(response, body, options.form, problems);
    } catch (error) {
      if (options.signal.aborted) return problems.cancelled();
      return deadline.aborted ? problems.timedOut(options.timeoutMs) : problems.unreachable(error);
    }
  };

  const persist = async (url: URL, init: RequestInit): Promise<Response> => {
    for (retries = 0; ; retries += 1) {
      const answer = await once(url, init);
      problem = answer instanceof Response ? undefined : answer;
      if (answer instanceof Response) return answer;
      const pause = pauseAfter(answer, retries + 1);
      if (pause === undefined) throw answer.failure;
      await (options.sleep ?? sleepWith(options.signal))(pause);
    }
  };

  return {
    fetch: async (input, init = {}) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.href.startsWith(`${options.baseUrl}/`)) return persist(url, init);
      problem = problems.elsewhere();
      throw problem.failure;
    },
    retries: () => retries,
    wallSeconds: () => wallSeconds,
    problem: () => problem,
  };
}

function requestOf(
  { method = 'POST', body, headers }: RequestInit,
  credentials: WireOptions['credentials'],
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    headers: { ...plainHeaders, ...passedOn(headers), ...credentials },
    ...(body ? { body } : {}),
    redirect: 'manual',
    signal,
  };
}

function judge(
  { status, ok, headers }: Response,
  body: Buffer<ArrayBuffer> | undefined,
  form: AnswerForm,
  problems: Problems,
): Response | ApiProblem {
  if (body === undefined) return problems.tooLarge();
  if (status >= 300 && status < 400) return problems.redirected();
  if (!ok) return problems.refused(status, headers, body);
  const wrong = bodyProblem(form, headers.get('content-type') ?? '', body);
  return wrong ? problems.invalid(wrong) : new Response(body, { status, headers });
}

const plainHeaders = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream, application/x-ndjson',
  'user-agent': 'patchplane',
} as const;

/** Of a client's own headers, those that say how its body is to be read. */
function passedOn(headers: RequestInit['headers']): Readonly<Record<string, string>> {
  const version = new Headers(headers).get('anthropic-version');
  return version === null ? {} : { 'anthropic-version': version };
}

function pauseAfter(problem: ApiProblem, tried: number): number | undefined {
  if (tried >= mostTries || !problem.passing) return undefined;
  const asked = problem.headers && retryAfterMs(problem.headers);
  if (asked !== undefined) return asked <= longestWaitMs ? asked : undefined;
  return 500 * 4 ** (tried - 1) * (1 + Math.random());
}

/** A cancelled wait ends at once; the next try then sees that it was cancelled. */
function sleepWith(signal: AbortSignal): (milliseconds: number) => Promise<unknown> {
  return (milliseconds) => delay(milliseconds, undefined, { signal }).catch(() => undefined);
}
