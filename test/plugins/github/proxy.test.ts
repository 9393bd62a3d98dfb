import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type GitHubFixture, startSampleGitHub } from '../../embedded/github/github-fixture.ts';

let fixture: GitHubFixture;

beforeAll(async () => {
  fixture = await startSampleGitHub();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await fixture.stop();
});

it('a proxy in the environment does not come between us and this machine', async () => {
  for (const name of ['http_proxy', 'https_proxy']) vi.stubEnv(name, 'http://127.0.0.1:9');
  // Loaded only now, because the toolkit reads the environment when it is loaded.
  const { createGitHubReader } = await import('../../../action/plugins/github/reader.ts');
  const reader = createGitHubReader({ token: 'token-propose', apiUrl: fixture.github.apiUrl });
  expect(await reader.verifyRepositoryAccess(fixture.repository)).toMatchObject({
    name: 'pagination',
  });
});
