import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from '../../action/core/services/sandbox-service.ts';
import { type DaytonaWorld, openDaytonaWorld, text } from '../embedded/daytona/daytona-world.ts';

/** What a job has that opens clouds, caches, artifacts and repositories. */
const jobVariables = [
  ...['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_RUNTIME_TOKEN'],
  ...['ACTIONS_CACHE_URL', 'ACTIONS_RESULTS_URL', 'GITHUB_TOKEN', 'GITHUB_ENV', 'GITHUB_OUTPUT'],
  ...['AWS_SECRET_ACCESS_KEY', 'CONVEX_DEPLOY_KEY', 'WORKOS_API_KEY', 'DAYTONA_API_KEY'],
  ...['OPENAI_API_KEY', 'R2_SECRET_ACCESS_KEY', 'SOMETHING_NOBODY_THOUGHT_OF'],
];
const canary = 'canary-of-the-job';

let world: DaytonaWorld;
let sandbox: Sandbox;
beforeAll(async () => {
  for (const name of jobVariables) process.env[name] = canary;
  world = await openDaytonaWorld();
  sandbox = await world.sandboxes.provision(world.request());
});
afterAll(async () => {
  for (const name of jobVariables) delete process.env[name];
  await world.close();
});

describe('[C4] [SEC-05] tokens of the job', () => {
  it('are in the environment of no command, and the list of what is there is ours', async () => {
    const { stdout } = await world.sandboxes.execute(sandbox, {
      argv: ['env'],
      env: { GIVEN: 'on purpose' },
      timeoutSeconds: 20,
      maxOutputBytes: 100_000,
    });
    const names = text(stdout)
      .split('\n')
      .flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);

    expect(names.sort()).toEqual(
      ['GIVEN', 'HOME', 'LANG', 'OLDPWD', 'PATH', 'PWD', 'SHELL', 'SHLVL', 'USER'].sort(),
    );
    expect(text(stdout)).not.toContain(canary);
  });

  it('are in the environment of no long-running process, nor of anything beside it', async () => {
    const look = 'env; cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n"; echo end';
    const talk = await world.sandboxes.startProcess(sandbox, {
      argv: ['sh', '-c', look],
      env: { GIVEN: 'on purpose' },
      maxOutputBytes: 1_000_000,
    });
    let said = '';
    for await (const bytes of talk.stdout) said += text(bytes);

    expect(said).toContain('GIVEN=on purpose');
    expect(said).toContain('end\n');
    expect(said).not.toContain(canary);
    for (const name of jobVariables) expect(said).not.toContain(`${name}=`);
  });
});
