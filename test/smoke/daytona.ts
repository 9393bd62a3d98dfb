import { tmpdir } from 'node:os';
import { Failure } from '../../action/domain/failure.ts';
import { agentPackage } from '../../action/entry/runner/agent-package.ts';
import { runSmoke } from './run-smoke.ts';

/*
 * `npm run smoke:daytona`: one sandbox at the real Daytona, for some seconds. Needs
 * DAYTONA_API_KEY; DAYTONA_API_URL, DAYTONA_TARGET and DAYTONA_SNAPSHOT as the job takes them.
 * SMOKE_REPOSITORY and SMOKE_COMMIT name another public repository than the usual one.
 */
const {
  DAYTONA_API_KEY: apiKey,
  DAYTONA_API_URL: apiUrl = 'https://app.daytona.io/api',
  DAYTONA_TARGET: target = 'us',
  DAYTONA_SNAPSHOT: snapshot,
  SMOKE_REPOSITORY: cloneUrl = 'https://github.com/octocat/Hello-World.git',
  SMOKE_COMMIT: commit = '7fd1a60b01f91b314f59955a4e4d4e80d8edf11d',
} = process.env;

const note = (text: string): void => void process.stdout.write(`${text}\n`);
if (!apiKey) {
  note('DAYTONA_API_KEY is not set, so nothing was tried. This costs money: set it on purpose.');
  process.exitCode = 2;
} else {
  try {
    const smoke = await runSmoke({
      ...{ apiKey, apiUrl, target, snapshot, cloneUrl, commit, note },
      agent: agentPackage(tmpdir()),
    });
    note(JSON.stringify(smoke, null, 2));
    note('It works, and the sandbox is gone.');
  } catch (error) {
    note(error instanceof Failure ? error.tell : String(error));
    process.exitCode = 1;
  }
}
