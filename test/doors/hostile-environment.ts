import { createServer } from 'node:net';

export interface Stranger {
  readonly url: string;
  /** How often somebody came by. */
  visits(): number;
  close(): void;
}

/** Somebody who listens where only a diverted caller would come. */
export async function listenAsStranger(): Promise<Stranger> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.on('error', () => undefined);
    socket.destroy();
  });
  const port = await new Promise<number>((ready) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      ready(address !== null && typeof address === 'object' ? address.port : 0);
    });
  });
  return { url: `http://127.0.0.1:${port}`, visits: () => visits, close: () => server.close() };
}

/** A caller's environment in which every variable would lead somewhere else, if it were heard. */
export function hostileEnvironment(elsewhere: string): Readonly<Record<string, string>> {
  return {
    ...{ GIT_DIR: '/nonexistent', GIT_WORK_TREE: '/', GIT_INDEX_FILE: '/nonexistent/index' },
    ...{ GIT_OBJECT_DIRECTORY: '/nonexistent', GIT_CEILING_DIRECTORIES: '/' },
    ...{
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'url.nowhere.insteadOf',
      GIT_CONFIG_VALUE_0: '/',
    },
    ...{ GIT_CONFIG_PARAMETERS: "'core.bare'='true'", GIT_CONFIG_GLOBAL: '/nonexistent' },
    ...{ GIT_AUTHOR_DATE: 'never', GIT_COMMITTER_NAME: '', GIT_EXEC_PATH: '/nonexistent' },
    ...{ GITHUB_TOKEN: 'ghp_elsewhere', GH_TOKEN: 'ghp_elsewhere', GITHUB_ACTIONS: 'true' },
    ...{ GITHUB_API_URL: elsewhere, GITHUB_SERVER_URL: elsewhere, GITHUB_REPOSITORY: 'not/mine' },
    ...{ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: '/nonexistent', CI: 'true' },
    ...{ AWS_ACCESS_KEY_ID: 'AKIAELSEWHERE', AWS_SECRET_ACCESS_KEY: 'x', AWS_PROFILE: 'gone' },
    ...{ AWS_ENDPOINT_URL: elsewhere, AWS_ENDPOINT_URL_S3: elsewhere, AWS_REGION: 'nowhere' },
    ...{ CLOUDFLARE_R2_ENDPOINT: elsewhere, CLOUDFLARE_R2_BUCKET: 'not-mine' },
    ...{ DAYTONA_API_KEY: 'dtn_elsewhere', DAYTONA_API_URL: elsewhere, DAYTONA_TARGET: 'mars' },
    ...{ CONVEX_URL: elsewhere, CONVEX_DEPLOYMENT: 'prod:elsewhere', WORKOS_API_KEY: 'sk_x' },
    ...{ OPENAI_API_KEY: 'sk-elsewhere', OPENAI_BASE_URL: elsewhere, ANTHROPIC_API_KEY: 'x' },
    ...{ HTTP_PROXY: elsewhere, HTTPS_PROXY: elsewhere, ALL_PROXY: elsewhere, NO_PROXY: '' },
    ...{ http_proxy: elsewhere, https_proxy: elsewhere, all_proxy: elsewhere, no_proxy: '' },
    ...{ NODE_USE_ENV_PROXY: '1', NODE_ENV: 'production' },
    ...{ PATCHPLANE_STATE_DIR: '/nonexistent', PATCHPLANE_APP_URL: elsewhere },
    ...{ PATCHPLANE_BUDGET_SECONDS: '1', PATCHPLANE_RUN_ID: 'run-0000000000000000' },
    ...{ npm_config_global: 'true', npm_config_offline: 'true', npm_config_json: 'true' },
    ...{ LANG: 'tlh', LC_ALL: 'tlh', TZ: 'Pacific/Chatham', NO_COLOR: '1' },
  };
}
