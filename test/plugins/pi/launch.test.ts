import { expect, it } from 'vitest';
import type { ModelGrant } from '../../../action/core/services/model-gateway-service.ts';
import {
  launchArguments,
  launchEnvironment,
  launchFiles,
  sessionFolder,
} from '../../../action/plugins/pi/launch.ts';

const installation = {
  nodeBin: '/opt/node/bin/node',
  piEntry: '/opt/pi/dist/bundle/cli.js',
  retries: { count: 3, baseDelayMs: 2_000 },
};
const folder = sessionFolder('/home/agent/.scratch', 'pi-session-1');
const grant: ModelGrant = {
  provider: 'cassette',
  model: 'scripted-1',
  baseUrl: 'http://127.0.0.1:8080/v1',
  api: 'openai-completions',
  token: 'grant-token',
  exposure: 'grant',
  egress: '127.0.0.1:4000',
  pricing: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
};

it('[RUN-16] Pi reads nothing from the repository: every isolation flag is on its command line', () => {
  const argv = launchArguments(installation, folder, 'scripted-1');

  expect(argv.slice(argv.indexOf('--mode')).join(' ')).toBe(
    '--mode rpc --no-session --no-extensions --no-skills --no-prompt-templates --no-themes --no-approve --no-context-files --model grant/scripted-1',
  );
});

it('[C2] only context files can be let in, and only by the base', () => {
  const [told, untold] = [true, false].map((readsContextFiles) =>
    launchArguments(installation, folder, 'scripted-1', readsContextFiles),
  );

  expect(untold).toContain('--no-context-files');
  expect(told).toEqual(untold?.filter((argument) => argument !== '--no-context-files'));
});

it('a model name stays one argument, whatever it looks like', () => {
  const argv = launchArguments(installation, folder, '"; touch /tmp/x; $(id)');

  expect(argv.at(-1)).toBe('grant/"; touch /tmp/x; $(id)');
  expect(argv.slice(0, 3)).toEqual(['/bin/sh', '-c', 'mkdir -p "$HOME" && exec "$@" 2>"$0"']);
});

it('[RUN-23] the environment is an allow list with the grant as its only secret', () => {
  expect(launchEnvironment(installation, folder, grant)).toEqual({
    PATH: '/opt/node/bin:/usr/local/bin:/usr/bin:/bin',
    HOME: '/home/agent/.scratch/pi-session-1/home',
    LANG: 'C.UTF-8',
    PI_CODING_AGENT_DIR: '/home/agent/.scratch/pi-session-1/agent',
    PI_OFFLINE: '1',
    PI_TELEMETRY: '0',
    PATCHPLANE_GRANT: 'grant-token',
  });
});

it('the model list names the variable of the grant, never its value', () => {
  const files = launchFiles(installation, folder, grant);
  const texts = files.map(({ content }) => Buffer.from(content).toString());

  expect(files.map(({ path }) => path)).toEqual([
    '/home/agent/.scratch/pi-session-1/agent/models.json',
    '/home/agent/.scratch/pi-session-1/agent/settings.json',
  ]);
  expect(texts[0]).toContain('"apiKey":"$PATCHPLANE_GRANT"');
  expect(texts.join('')).not.toContain('grant-token');
});

it('[RUN-23] a sandbox that was made with a secret keeps it: nothing takes its place', () => {
  const without = { ...grant, token: '', exposure: 'organization-secret' as const };

  expect(launchEnvironment(installation, folder, without)).not.toHaveProperty('PATCHPLANE_GRANT');
});
