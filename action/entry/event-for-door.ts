import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Failure } from '../domain/failure.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** An event under the name that the door knows it by. */
export interface DoorEvent {
  readonly GITHUB_EVENT_NAME: string;
  readonly GITHUB_EVENT_PATH: string;
}

/**
 * `workflow_run` says that there is a pull request to judge without being called one: it follows
 * a workflow that ran on a pull request, of a fork too. Only the head's commit is taken from it,
 * and GitHub is asked which open pull request has that head. Undefined where the event is for the
 * door as it is.
 */
export async function eventForDoor(
  environment: Environment,
  readText: (path: string) => string,
): Promise<DoorEvent | undefined> {
  if (environment['GITHUB_EVENT_NAME'] !== 'workflow_run') return undefined;
  const path = environment['GITHUB_EVENT_PATH'] ?? '';
  return fromWorkflowRun(JSON.parse(readText(path)), environment);
}

const Id = z.int().positive();
const Repository = z.looseObject({
  id: Id,
  name: z.string(),
  owner: z.looseObject({ login: z.string() }),
});

const WorkflowRunPayload = z.object({
  workflow_run: z.object({
    event: z.string(),
    head_sha: z.string().regex(/^[0-9a-f]{40}$/),
    head_branch: z.string().min(1),
    head_repository: z.object({ id: Id, owner: z.object({ login: z.string().min(1) }) }),
    /** Who pushed the head, or who started the first workflow again. */
    triggering_actor: z.looseObject({ id: Id, login: z.string() }),
  }),
  repository: Repository,
});

const Pull = z.looseObject({
  number: Id,
  state: z.string(),
  head: z.looseObject({ sha: z.string(), repo: z.looseObject({ id: Id }).nullable() }),
  base: z.looseObject({ repo: z.looseObject({ id: Id }) }),
});

async function fromWorkflowRun(
  payload: unknown,
  environment: Environment,
): Promise<DoorEvent | undefined> {
  const { workflow_run: run, repository } = WorkflowRunPayload.parse(payload);
  if (run.event !== 'pull_request') return undefined;
  const name = `${encodeURIComponent(repository.owner.login)}/${encodeURIComponent(repository.name)}`;
  const head = `${run.head_repository.owner.login}:${run.head_branch}`;
  const query = new URLSearchParams({ state: 'open', head, per_page: '100' });
  const pulls = await ask(environment, `/repos/${name}/pulls?${query}`, z.array(Pull));
  const found = pulls.filter(
    (pull) =>
      pull.head.sha === run.head_sha &&
      pull.head.repo?.id === run.head_repository.id &&
      pull.base.repo.id === repository.id,
  );
  const [one] = found;
  // Closed, or pushed to again since: then the newer head's own event is on its way.
  if (!one || found.length > 1) return undefined;
  const whole = await ask(environment, `/repos/${name}/pulls/${one.number}`, Pull);
  return writeEvent(environment, {
    action: 'synchronize',
    number: one.number,
    pull_request: whole,
    repository,
    sender: run.triggering_actor,
  });
}

function writeEvent(environment: Environment, event: object): DoorEvent {
  const folder = environment['PATCHPLANE_STATE_DIR'] || join('.patchplane', 'state');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'event.json');
  writeFileSync(file, JSON.stringify(event));
  return { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: file };
}

async function ask<Output>(
  environment: Environment,
  path: string,
  answer: z.ZodType<Output>,
): Promise<Output> {
  const api = environment['GITHUB_API_URL'] || 'https://api.github.com';
  const doing = 'find the pull request of the workflow run';
  const response = await fetch(`${api}${path}`, {
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${environment['GITHUB_TOKEN'] ?? ''}`,
      'user-agent': 'patchplane',
    },
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  }).catch((cause: unknown) => {
    throw failure('unavailable', `GitHub could not be reached to ${doing}.`, cause);
  });
  if (!response.ok) {
    const tell = `GitHub answered ${response.status} when asked to ${doing}; the token needs "pull-requests: read".`;
    throw failure(response.status === 404 ? 'not-found' : 'auth', tell);
  }
  const decoded = answer.safeParse(await response.json());
  if (decoded.success) return decoded.data;
  throw failure('invalid-answer', `GitHub answered in an unknown shape when asked to ${doing}.`);
}

function failure(code: Failure['code'], tell: string, cause?: unknown): Failure {
  return new Failure({ code, tell, cause });
}
