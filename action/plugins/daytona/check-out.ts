import type { ProvisionRequest, Sandbox } from '../../core/services/sandbox-service.ts';
import { Failure } from '../../domain/failure.ts';
import type { DaytonaClient } from './daytona-client.ts';
import { execute } from './execute.ts';

/** Where the code comes from. */
export interface Source {
  readonly cloneUrl: (owner: string, name: string) => string;
  /** Read access for the clone; never stored in the sandbox. */
  readonly cloneToken?: string;
}

/**
 * Exactly one commit, detached, and no token left behind. Nothing hostile ran yet, so the
 * sandbox's git can be asked; what it says later is never believed.
 */
export async function checkOut(
  client: DaytonaClient,
  { cloneUrl, cloneToken }: Source,
  sandbox: Sandbox,
  { owner, name, commit }: ProvisionRequest['checkout'],
): Promise<void> {
  const user = cloneToken === undefined ? undefined : 'x-access-token';
  await client.inside(sandbox.id, 'clone the repository', ({ git }) =>
    git.clone(cloneUrl(owner, name), sandbox.workspace, undefined, commit, user, cloneToken),
  );
  const look = await execute({ client, now: Date.now }, sandbox, {
    argv: ['sh', '-c', 'git rev-parse HEAD && cat .git/config'],
    timeoutSeconds: 60,
    maxOutputBytes: 64 * 1024,
  });
  const [head, ...config] = Buffer.from(look.stdout).toString('utf8').split('\n');
  if (look.exitCode !== 0 || head !== commit) {
    throw new Failure({
      code: 'invalid-answer',
      tell: `The sandbox does not hold commit ${commit.slice(0, 12)} after the clone; check that the commit is still reachable.`,
    });
  }
  if (look.truncated || (cloneToken && holds(config.join('\n'), cloneToken))) {
    throw new Failure({
      code: 'tampered',
      tell: 'The clone left the access token in the sandbox, so the sandbox was given up; report this to whoever runs Daytona.',
    });
  }
}

/** As it is, or as basic authentication writes it. */
function holds(text: string, token: string): boolean {
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return text.includes(token) || text.includes(basic);
}
