import { afterEach, describe, expect, it } from 'vitest';
import { Failure } from '../../action/domain/failure.ts';
import { type EmbeddedGitLab, startGitLab } from '../../action/embedded/gitlab/start-gitlab.ts';
import {
  type DoctorOptions,
  doctor,
  type Instruments,
} from '../../action/entry/cli/doctor-command.ts';
import { createInstruments } from '../../action/entry/cli/instruments.ts';
import { gitLabReadiness, instruments } from './instruments.ts';
import { folderWith } from './snapshot.ts';
import { listen } from './surroundings.ts';

type Environment = Readonly<Record<string, string>>;

async function ask(
  environment: Environment,
  options: DoctorOptions,
  different: Partial<Instruments> = {},
) {
  const { surroundings, out, err } = listen(folderWith({}), { environment });
  const code = await doctor(surroundings, options, instruments(different));
  return { code, out: out(), err: err() };
}

const model = {
  AI_REVIEW_PROVIDER: 'ollama',
  OLLAMA_HOST: 'http://ollama:11434/',
  AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: 'http://ollama:11434',
};
const gitlab = {
  GITLAB_CI: 'true',
  CI_API_V4_URL: 'https://gitlab.example.com/api/v4',
  CI_PROJECT_ID: '5',
  CI_MERGE_REQUEST_IID: '11',
};

describe('[DOC-36] doctor --semantic-readiness, for reviews', () => {
  const options = { semanticReadiness: true };

  it('[OPM-22] is green where a first review would work', async () => {
    const { code, out } = await ask(model, options);

    expect(out).toMatch(/^✓ green {3}review-settings: ollama is asked for deepseek/m);
    expect(out).toMatch(
      /^✓ green {3}review-trust: ollama:11434 is allowed and an address of your own/m,
    );
    expect(out).toMatch(/^✓ green {3}review-model: ollama:11434 answers/m);
    expect(out).toMatch(/^✓ green {3}review-rollout: artifact-only/m);
    expect(out).toMatch(/skipped environment: this place is for reviews/);
    expect(code).toBe(0);
  });

  it('[OPM-07] [OPM-20] says that a public endpoint is one', async () => {
    const endpoint = 'https://api.openai.com/v1';
    const { code, out } = await ask(
      {
        ...{ AI_REVIEW_PROVIDER: 'openai', OPENAI_BASE_URL: endpoint, OPENAI_API_KEY: 'sk-x' },
        AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: endpoint,
      },
      options,
    );

    expect(out).toMatch(/review-trust: .*leaves your network/);
    expect(out).not.toContain('sk-x');
    expect(code).toBe(0);
  });

  it.each([
    [
      'an endpoint that is not allowed',
      { AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: 'http://b' },
      /TRUST_ALLOWLIST_BLOCKED_ENDPOINT.*\n +AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS=http:\/\/ollama:11434/,
    ],
    [
      'a malformed list',
      { AI_REVIEW_PROVIDER_ALLOWLIST_BASE_URLS: 'b' },
      /review-settings: .*Entry 1/,
    ],
    [
      'a provider that nobody knows',
      { AI_REVIEW_PROVIDER: 'skynet' },
      /review-settings: .*AI_REVIEW_PROVIDER/,
    ],
  ])('is red for %s', async (_what, different, line) => {
    const { code, out } = await ask({ ...model, ...different }, options);

    expect(out).toMatch(line);
    expect(code).toBe(1);
  });

  it('[OPM-15] is red where the endpoint does not answer', async () => {
    const reach = () => Promise.reject(new Error('refused'));
    const { code, out } = await ask(model, options, { reach });

    expect(out).toMatch(/✗ red {5}review-model: ollama:11434 does not answer/);
    expect(code).toBe(1);
  });

  it('[OPM-21] says so where more than a first rollout is switched on', async () => {
    const { out } = await ask({ ...model, AI_REVIEW_FEEDBACK_MODE: 'mr' }, options);

    expect(out).toMatch(/skipped review-rollout: pr and diff-only: wait/);
  });

  it('[OPM-06] asks nobody offline', async () => {
    const reach = () => Promise.reject(new Error('asked'));

    expect((await ask(model, { ...options, offline: true }, { reach })).code).toBe(0);
  });
});

describe('[DOC-36] doctor --gitlab-readiness', () => {
  const options = { gitlabReadiness: true };
  let running: EmbeddedGitLab | undefined;

  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it('is green with a token of the scope api', async () => {
    const { code, out } = await ask({ ...gitlab, GITLAB_TOKEN: 'glpat-x' }, options);

    expect(out).toMatch(/^✓ green {3}gitlab: this job is for the merge request !11/m);
    expect(out).toMatch(/gitlab: the token of project_5_bot with the scope api reads/);
    expect(code).toBe(0);
  });

  it('[DOC-38] without a token only feedback is missing', async () => {
    const { code, out } = await ask(gitlab, options);

    expect(out).toMatch(/skipped gitlab: GITLAB_TOKEN is not set/);
    expect(code).toBe(0);
  });

  it('is red outside of GitLab', async () => {
    expect(await ask({}, options)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ red {5}gitlab: CI_API_V4_URL and CI_PROJECT_ID/),
    });
  });

  it('is red for a token that may only read, and for none that GitLab knows', async () => {
    const few = async () => gitLabReadiness({ readScopes: async () => ['read_api'] });
    const unknown = async () =>
      gitLabReadiness({
        readUserName: () =>
          Promise.reject(new Failure({ code: 'auth', tell: 'GitLab answered 401.' })),
      });
    const environment = { ...gitlab, GITLAB_TOKEN: 'glpat-x' };

    expect((await ask(environment, options, { gitlab: few })).out).toMatch(
      /scopes read_api, not api/,
    );
    expect(await ask(environment, options, { gitlab: unknown })).toMatchObject({
      code: 1,
      out: expect.stringContaining('GitLab answered 401.'),
    });
  });

  it('asks a real GitLab over its wire', async () => {
    const bot = { id: 77, username: 'bot', token: 'glpat-bot', scope: 'api' } as const;
    const shas = { baseSha: '', startSha: '', headSha: '' };
    running = await startGitLab({
      users: [bot],
      mergeRequest: { projectId: 5, iid: 11, ...shas, files: {} },
    });
    const environment = { ...gitlab, CI_API_V4_URL: running.apiUrl, GITLAB_TOKEN: bot.token };
    const { gitlab: real } = createInstruments(environment);

    expect(await ask(environment, options, { gitlab: real })).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /the token of bot with the scope api reads the merge requests of project 5/,
      ),
    });
    expect(running.desk.log).toHaveLength(3);
  });
});
